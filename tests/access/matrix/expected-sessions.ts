/** What each visitor gets who asks for a field of a session and what hangs on it, or of a list of sessions. */
export const expectedOfSessions = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term host join

Session.activity                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.app                      401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.attempt                  401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.attentionRank            401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.canKill                  401  false none   false true  none true false  true none  true  true no   none no
Session.canPin                   401  false none   false false none false false true none  true  true no   none no
Session.changes                  401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.currentTask              401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.durationSeconds          401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.error                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.externalId               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.heartbeatIntervalMs      401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.id                       401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.isStale                  401  false none   false false none false false false none false false no   none no
Session.kill                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.kind                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.lastActivityAt           401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.lastHeartbeatAt          401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.lifecycle                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.liveness                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.metadata                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.name                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.pendingApprovalCount     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.pinned                   401  false none   false false none false false false none false false no   none no
Session.revision                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.startedAt                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.status                   401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.tags                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.taskCount                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.tasks                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.userId                   401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no

It has ended, and its token with it:
Session.endMessage               401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.endReason                401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Session.endedAt                  401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no

ReportedError.code               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
ReportedError.helpUrl            401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
ReportedError.message            401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no

Task.endedAt                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Task.error                       401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Task.id                          401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Task.message                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Task.name                        401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Task.parentId                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Task.progress                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Task.startedAt                   401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Task.state                       401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no

RecordConnection.edges           401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
RecordConnection.pageInfo        401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
RecordEdge.cursor                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
RecordEdge.node                  401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Record.action                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Record.actor                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Record.after                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Record.at                        401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Record.id                        401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Record.note                      401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Record.origin                    401  null  none   null null   none yes  yes    yes  none  yes   yes  no   none no

The kill that ended a session, which is its token’s end, too:
Kill.acknowledgedAt              401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.attempt                     401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.endedAt                     401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.evidence                    401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.graceMs                     401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.id                          401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.previousId                  401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.reason                      401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.requestedAt                 401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.requestedBy                 401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.sentAt                      401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.sessionId                   401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.state                       401  401   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Kill.survivors                   401  401   none   []   []     none []   []     []   none  []    []   no   none no

Actor.id                         401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Actor.kind                       401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Actor.name                       401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no

A list of three sessions of alpha, one of them pinned, one to a page:
SessionConnection.edges          401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no   no   no
SessionConnection.pageInfo       401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
SessionConnection.pinned         401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no   no   no
SessionConnection.revision       401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
SessionConnection.totalCount     401  no    no     no   yes    0    yes  yes    yes  0     yes   yes  no   no   no
SessionConnection.totalCountIsExact 401 no  no     no   true   true true true   true true  true  true no   no   no
PageInfo.endCursor               401  no    no     no   yes    null yes  yes    yes  null  yes   yes  no   no   no
PageInfo.hasNextPage             401  no    no     no   true   false true true  true false true  true no   no   no
PageInfo.hasPreviousPage         401  no    no     no   false  false false false false false false false no   no   no
PageInfo.startCursor             401  no    no     no   yes    null yes  yes    yes  null  yes   yes  no   no   no
SessionEdge.cursor               401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
SessionEdge.node                 401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
SessionCount.count               401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
SessionCount.key                 401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no

A watch that goes on after a session was changed, or left what is watched:
SessionChanges.upserted          401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no   no   no
SessionChanges.removed           401  401   no     no   yes    []   yes  yes    yes  []    yes   yes  no   no   no
SessionChanges.resync            401  no    no     no   false  false false false false false false false no   no   no
SessionChanges.revision          401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no

SessionHeartbeat.kill            401  yes   null   yes  no     null no   no     no   no    no    no   no   no   no
SessionHeartbeat.outcome         401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
SessionHeartbeat.sessionId       401  yes   yes    yes  no     yes  no   no     no   no    no    no   no   no   no
SessionHeartbeat.endReason       401  401   null   yes  no     null no   no     no   no    no    no   no   no   no
`;
