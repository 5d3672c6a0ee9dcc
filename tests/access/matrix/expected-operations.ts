/** What each visitor gets who asks for an operation; what the words mean stands at `outcomeOf`. */
export const expectedOfOperations = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term host join

Query.appKeys                    401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
Query.approval                   401  yes   null   yes  yes    null yes  yes    yes  null  yes   yes  no   null no
Query.approvals                  401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
Query.grants                     401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
Query.people                     401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Query.quickStart                 401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
Query.session                    401  yes   null   yes  yes    null yes  yes    yes  null  yes   yes  no   null no
Query.sessionCounts              401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no   no   no
Query.sessions                   401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
Query.viewer                     401  yes   yes    yes  yes    yes  yes  yes    yes  yes   yes   yes  yes  yes  yes

Mutation.registerSession         401  no    no     yes  no     no   no   no     no   no    no    no   no   no   no
Mutation.updateSession           401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
Mutation.endSession              401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
Mutation.startTask               401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
Mutation.reportProgress          401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
Mutation.finishTask              401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
Mutation.heartbeat               401  yes   yes    yes  no     yes  no   no     no   no    no    no   no   no   no
Mutation.acknowledgeKill         401  no    no     yes  no     none no   no     no   no    no    no   no   none no

Mutation.requestApproval         401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
Mutation.cancelApproval          401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
Mutation.actOnApproval           401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no

Only a person answers a question, who is its user or looks after its app:
Mutation.approve                 401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
Mutation.deny                    401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
Mutation.decideApprovals         401  no    no     no   no     no   yes  no     yes  yes   yes   no   no   no   no
Mutation.revokeGrant             401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no

Mutation.killSession             401  no    no     no   yes    none yes  no     yes  none  yes   yes  no   no   no
Mutation.killSessions            401  no    no     no   yes    yes  yes  no     yes  yes   yes   yes  no   no   no
Mutation.pinSession              401  no    no     no   no     no   no   no     yes  none  yes   yes  no   no   no
Mutation.unpinSession            401  no    no     no   no     no   no   no     yes  none  yes   yes  no   no   no
Mutation.sweepSessions           401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no

Mutation.changePassword          401  no    no     no   no     no   yes  yes    yes  yes   yes   no   no   no   no
Mutation.endOtherSignIns         401  no    no     no   no     no   yes  yes    yes  yes   yes   no   no   no   no
Mutation.endSignIn               401  no    no     no   no     no   none none   none none  yes   yes  yes  no   no
Mutation.createPerson            401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Mutation.updatePerson            401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Mutation.removePerson            401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Mutation.resetPassword           401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Mutation.createAppKey            401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
Mutation.updateAppKey            401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
Mutation.rotateAppKey            401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
Mutation.revokeAppKey            401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no

Subscription.approvalChanges     401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
Subscription.approvalDecision    401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
Subscription.killSignal          401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Subscription.sessionChanges      401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no

RegisterSessionSuccess.session   401  no    no     yes  no     no   no   no     no   no    no    no   no   no   no
RegisterSessionSuccess.token     401  no    no     yes  no     no   no   no     no   no    no    no   no   no   no
RegisterSessionSuccess.created   401  no    no     true no     no   no   no     no   no    no    no   no   no   no
UpdateSessionSuccess.session     401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
EndSessionSuccess.session        401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
StartTaskSuccess.task            401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
ReportProgressSuccess.task       401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
FinishTaskSuccess.task           401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
HeartbeatSuccess.exceptions      401  yes   yes    yes  no     yes  no   no     no   no    no    no   no   no   no
HeartbeatSuccess.results         401  yes   yes    yes  no     yes  no   no     no   no    no    no   no   no   no
AcknowledgeKillSuccess.kill      401  no    no     yes  no     none no   no     no   no    no    no   no   none no
RequestApprovalSuccess.approval  401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
CancelApprovalSuccess.approval   401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
ActOnApprovalSuccess.approval    401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
ApproveSuccess.approval          401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
ApproveSuccess.grant             401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
RevokeGrantSuccess.grant         401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
DenySuccess.approval             401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
DecideApprovalsSuccess.results   401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
DecideApprovalSuccess.approval   401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
KillSessionSuccess.kill          401  no    no     no   yes    none yes  no     yes  none  yes   yes  no   no   no
KillSessionsSuccess.results      401  no    no     no   yes    none yes  no     yes  none  yes   yes  no   no   no
PinSessionSuccess.session        401  no    no     no   no     no   no   no     yes  none  yes   yes  no   no   no
UnpinSessionSuccess.session      401  no    no     no   no     no   no   no     yes  none  yes   yes  no   no   no
SweepSessionsSuccess.stale       401  no    no     no   no     no   no   no     no   no    []    []   no   no   no
SweepSessionsSuccess.ended       401  no    no     no   no     no   no   no     no   no    []    []   no   no   no

ChangePasswordSuccess.person     401  no    no     no   no     no   yes  yes    yes  yes   yes   no   no   no   no
EndOtherSignInsSuccess.count     401  no    no     no   no     no   0    0      0    0     0     no   no   no   no
EndSignInSuccess.signInId        401  no    no     no   no     no   none none   none none  yes   yes  yes  no   no
CreatePersonSuccess.person       401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
CreatePersonSuccess.setUpLink    401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
UpdatePersonSuccess.person       401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
RemovePersonSuccess.personId     401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
ResetPasswordSuccess.person      401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
ResetPasswordSuccess.setUpLink   401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
CreateAppKeySuccess.appKey       401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
CreateAppKeySuccess.secret       401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
UpdateAppKeySuccess.appKey       401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
RotateAppKeySuccess.appKey       401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
RotateAppKeySuccess.secret       401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
RevokeAppKeySuccess.appKey       401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
`;
