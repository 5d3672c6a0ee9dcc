/** What each visitor gets who asks for a field of a session and what hangs on it, or of a list of sessions. */
export const expectedOfSessions = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term

Session.activity                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.app                      401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.attempt                  401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.attentionRank            401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.canKill                  401  false none   false true  none true false  true none  true  true no
Session.canPin                   401  false none   false false none false false true none  true  true no
Session.changes                  401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.currentTask              401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.durationSeconds          401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.error                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.externalId               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.heartbeatIntervalMs      401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.id                       401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.isStale                  401  false none   false false none false false false none false false no
Session.kill                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.kind                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.lastActivityAt           401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.lastHeartbeatAt          401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.lifecycle                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.liveness                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.metadata                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.name                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.pendingApprovalCount     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.pinned                   401  false none   false false none false false false none false false no
Session.revision                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.startedAt                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.status                   401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.tags                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.taskCount                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.tasks                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.userId                   401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no

It has ended, and its token with it:
Session.endMessage               401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.endReason                401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Session.endedAt                  401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no

ReportedError.code               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
ReportedError.helpUrl            401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
ReportedError.message            401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no

Task.endedAt                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Task.error                       401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Task.id                          401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Task.message                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Task.name                        401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Task.parentId                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Task.progress                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Task.startedAt                   401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Task.state                       401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no

RecordConnection.edges           401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
RecordConnection.pageInfo        401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
RecordEdge.cursor                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
RecordEdge.node                  401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Record.action                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Record.actor                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Record.after                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Record.at                        401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Record.id                        401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Record.note                      401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Record.origin                    401  null  none   null null   none yes  yes    yes  none  yes   yes  no

The kill that ended a session, which is its token’s end, too:
Kill.acknowledgedAt              401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.attempt                     401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.endedAt                     401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.evidence                    401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.graceMs                     401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.id                          401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.previousId                  401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.reason                      401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.requestedAt                 401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.requestedBy                 401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.sentAt                      401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.sessionId                   401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Kill.state                       401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no

Actor.id                         401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Actor.kind                       401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Actor.name                       401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no

A list of three sessions of alpha, one of them pinned, one to a page:
SessionConnection.edges          401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no
SessionConnection.pageInfo       401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no
SessionConnection.pinned         401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no
SessionConnection.revision       401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no
SessionConnection.totalCount     401  no    no     no   yes    0    yes  yes    yes  0     yes   yes  no
SessionConnection.totalCountIsExact 401 no  no     no   true   true true true   true true  true  true no
PageInfo.endCursor               401  no    no     no   yes    null yes  yes    yes  null  yes   yes  no
PageInfo.hasNextPage             401  no    no     no   true   false true true  true false true  true no
PageInfo.hasPreviousPage         401  no    no     no   false  false false false false false false false no
PageInfo.startCursor             401  no    no     no   yes    null yes  yes    yes  null  yes   yes  no
SessionEdge.cursor               401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
SessionEdge.node                 401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
SessionCount.count               401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
SessionCount.key                 401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no

A watch that goes on after a session was changed, or left what is watched:
SessionChanges.upserted          401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no
SessionChanges.removed           401  401   no     no   yes    []   yes  yes    yes  []    yes   yes  no
SessionChanges.resync            401  no    no     no   false  false false false false false false false no
SessionChanges.revision          401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no

SessionHeartbeat.kill            401  yes   null   yes  no     null no   no     no   no    no    no   no
SessionHeartbeat.outcome         401  yes   none   yes  no     none no   no     no   no    no    no   no
SessionHeartbeat.sessionId       401  yes   yes    yes  no     yes  no   no     no   no    no    no   no
SessionHeartbeat.endReason       401  401   null   yes  no     null no   no     no   no    no    no   no
`;
