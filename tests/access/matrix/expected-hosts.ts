/** What each visitor gets who asks for a field of a host, of its sessions, or of what it does. */
export const expectedOfHosts = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term host join

Mutation.createHostJoinCode      401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Mutation.joinHost                401  no    no     no   no     no   no   no     no   no    no    no   no   no   yes
Mutation.removeHost              401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Mutation.reportHost              401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
Mutation.reportSessionEnd        401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
Mutation.startRemoteSession      401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
Mutation.updateHost              401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Query.host                       401  no    no     no   yes    null null yes    yes  null  yes   yes  no   no   no
Query.hosts                      401  no    no     no   yes    []   []   yes    yes  []    yes   yes  no   no   no
Subscription.hostChanges         401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
Subscription.hostWork            401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no

CreateHostJoinCodeSuccess.joinCode 401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
CreateHostJoinCodeSuccess.expiresAt 401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
JoinHostSuccess.host             401  no    no     no   no     no   no   no     no   no    no    no   no   no   yes
RemoveHostSuccess.host           401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
ReportHostSuccess.host           401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
ReportSessionEndSuccess.session  401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
StartRemoteSessionSuccess.requiresApproval 401  no    no     no   false  none no   no     false none  false no   no   no   no
StartRemoteSessionSuccess.session 401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
UpdateHostSuccess.host           401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no

HostAwayError.code               401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
HostAwayError.hostId             401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
HostAwayError.message            401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
HostNameTakenError.code          401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
HostNameTakenError.message       401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
HostNameTakenError.name          401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
HostNotFoundError.code           401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
HostNotFoundError.hostId         401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
HostNotFoundError.message        401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
ModeNotAllowedError.allowed      401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
ModeNotAllowedError.code         401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
ModeNotAllowedError.hostId       401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
ModeNotAllowedError.message      401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
ModeNotAllowedError.safetyMode   401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
SandboxMissingError.code         401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
SandboxMissingError.hostId       401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
SandboxMissingError.message      401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
SandboxMissingError.problem      401  no    no     no   yes    none no   no     yes  none  yes   no   no   no   no
SessionNotActiveError.code       401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
SessionNotActiveError.message    401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
SessionNotActiveError.sessionId  401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no

Approval.command                 401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no

Grant.on                         401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no

Host.abilities                   401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.app                         401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.canManage                   401  no    no     no   false  none none false  false none  true  true no   no   no
Host.canStart                    401  no    no     no   true   none none false  true none  true  false no   no   no
Host.connectedAt                 401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.id                          401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.isConnected                 401  no    no     no   true   none none true   true none  true  true no   no   no
Host.joinedAt                    401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.joinedBy                    401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.labels                      401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.lastHeardAt                 401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.load                        401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.name                        401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.needsSomebodyElse           401  no    no     no   false  none none false  false none  false false no   no   no
Host.revision                    401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
Host.runningSessionCount         401  no    no     no   0      none none 0      0    none  0     0    no   no   no
Host.system                      401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no

HostAbilities.folders            401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostAbilities.modes              401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostAbilities.pidNamespaces      401  no    no     no   true   none none true   true none  true  true no   no   no
HostAbilities.sandbox            401  no    no     no   true   none none true   true none  true  true no   no   no
HostAbilities.sandboxProblem     401  no    no     no   null   none none null   null none  null  null no   no   no
HostAbilities.systemUsers        401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no

HostChanges.removed              401  no    no     no   yes    []   []   yes    yes  []    yes   yes  no   401  no
HostChanges.resync               401  no    no     no   false  false false false  false false false false no   no   no
HostChanges.revision             401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
HostChanges.upserted             401  no    no     no   yes    []   []   yes    yes  []    yes   yes  no   no   no

HostLoad.at                      401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostLoad.freeMemoryBytes         401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostLoad.loadAverage             401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostLoad.runningCommands         401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no

HostSession.cutOffMs             401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostSession.id                   401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostSession.kill                 401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostSession.lifecycle            401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostSession.safetyMode           401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostSession.systemUser           401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no

HostSystem.arch                  401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostSystem.cpuCount              401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostSystem.hostname              401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostSystem.memoryBytes           401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostSystem.platform              401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostSystem.release               401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no
HostSystem.version               401  no    no     no   yes    none none yes    yes  none  yes   yes  no   no   no

HostWork.checks                  401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostWork.commands                401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostWork.isAll                   401  no    no     no   no     no   no   no     no   no    no    no   no   true no
HostWork.sessions                401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no

RemoteAccess.commandsExecuted    401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
RemoteAccess.host                401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
RemoteAccess.reason              401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
RemoteAccess.safetyMode          401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
RemoteAccess.startedBy           401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
RemoteAccess.systemUser          401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
RemoteAccess.worksUntil          401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no

Session.remote                   401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
`;
