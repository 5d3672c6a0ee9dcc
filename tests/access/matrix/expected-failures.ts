/** What each visitor gets who provokes an expected failure and asks for a field of it. */
export const expectedOfFailures = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term host join

ForbiddenError.code              401  yes   yes    yes  yes    yes  yes  yes    yes  yes   -     -    yes  yes  yes
ForbiddenError.message           401  yes   yes    yes  yes    yes  yes  yes    yes  yes   -     -    yes  yes  yes

A person without a name:
InvalidInputError.code           401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
InvalidInputError.issues         401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
InvalidInputError.message        401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
InputIssue.message               401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
InputIssue.path                  401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no

KillNotFoundError.code           401  no    no     yes  no     yes  no   no     no   no    no    no   no   yes  no
KillNotFoundError.killId         401  no    no     yes  no     yes  no   no     no   no    no    no   no   yes  no
KillNotFoundError.message        401  no    no     yes  no     yes  no   no     no   no    no    no   no   yes  no

SessionNotFoundError.code        401  no    no     no   yes    yes  yes  no     yes  yes   yes   yes  no   no   no
SessionNotFoundError.message     401  no    no     no   yes    yes  yes  no     yes  yes   yes   yes  no   no   no
SessionNotFoundError.sessionId   401  no    no     no   yes    yes  yes  no     yes  yes   yes   yes  no   no   no

Who ends an ended session; its token has ended with it:
SessionEndedError.code           401  401   no     no   yes    none yes  no     yes  none  yes   yes  no   no   no
SessionEndedError.endMessage     401  401   no     no   yes    none yes  no     yes  none  yes   yes  no   no   no
SessionEndedError.endReason      401  401   no     no   yes    none yes  no     yes  none  yes   yes  no   no   no
SessionEndedError.message        401  401   no     no   yes    none yes  no     yes  none  yes   yes  no   no   no
SessionEndedError.sessionId      401  401   no     no   yes    none yes  no     yes  none  yes   yes  no   no   no

Who still works on a session that another owner has taken over:
SessionSupersededError.code      401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
SessionSupersededError.message   401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
SessionSupersededError.sessionId 401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no

Who registers what was just killed; its token has ended with it:
SessionKilledRecentlyError.code  401  401   no     yes  no     no   no   no     no   no    no    no   no   no   no
SessionKilledRecentlyError.kill  401  401   no     yes  no     no   no   no     no   no    no    no   no   no   no
SessionKilledRecentlyError.message 401 401  no     yes  no     no   no   no     no   no    no    no   no   no   no
SessionKilledRecentlyError.retryAt 401 401  no     yes  no     no   no   no     no   no    no    no   no   no   no

SessionQuotaError.code           401  no    no     yes  no     no   no   no     no   no    no    no   no   no   no
SessionQuotaError.limit          401  no    no     yes  no     no   no   no     no   no    no    no   no   no   no
SessionQuotaError.message        401  no    no     yes  no     no   no   no     no   no    no    no   no   no   no

PinLimitError.code               401  no    no     no   no     no   no   no     yes  none  yes   yes  no   no   no
PinLimitError.limit              401  no    no     no   no     no   no   no     yes  none  yes   yes  no   no   no
PinLimitError.message            401  no    no     no   no     no   no   no     yes  none  yes   yes  no   no   no

ApprovalNotFoundError.approvalId 401  no    no     no   no     no   yes  no     yes  yes   yes   no   no   no   no
ApprovalNotFoundError.code       401  no    no     no   no     no   yes  no     yes  yes   yes   no   no   no   no
ApprovalNotFoundError.message    401  no    no     no   no     no   yes  no     yes  yes   yes   no   no   no   no

ApprovalDecidedError.approval    401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
ApprovalDecidedError.code        401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
ApprovalDecidedError.message     401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no

ApprovalExpiredError.approval    401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
ApprovalExpiredError.code        401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
ApprovalExpiredError.message     401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no

ApprovalCancelledError.approval  401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
ApprovalCancelledError.code      401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no
ApprovalCancelledError.message   401  no    no     no   no     no   yes  no     yes  none  yes   no   no   no   no

ApprovalLimitError.code          401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
ApprovalLimitError.limit         401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
ApprovalLimitError.message       401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no

GrantNotFoundError.code          401  no    no     no   no     no   yes  no     yes  yes   yes   no   no   no   no
GrantNotFoundError.grantId       401  no    no     no   no     no   yes  no     yes  yes   yes   no   no   no   no
GrantNotFoundError.message       401  no    no     no   no     no   yes  no     yes  yes   yes   no   no   no   no

TaskNotFoundError.code           401  yes   yes    yes  no     yes  no   no     no   no    no    no   no   no   no
TaskNotFoundError.message        401  yes   yes    yes  no     yes  no   no     no   no    no    no   no   no   no
TaskNotFoundError.taskId         401  yes   yes    yes  no     yes  no   no     no   no    no    no   no   no   no

TaskFinishedError.code           401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
TaskFinishedError.message        401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
TaskFinishedError.state          401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no
TaskFinishedError.taskId         401  yes   none   yes  no     none no   no     no   no    no    no   no   no   no

TaskIdTakenError.code            401  -     none   yes  no     none no   no     no   no    no    no   no   no   no
TaskIdTakenError.message         401  -     none   yes  no     none no   no     no   no    no    no   no   no   no
TaskIdTakenError.taskId          401  -     none   yes  no     none no   no     no   no    no    no   no   no   no

PersonNotFoundError.code         401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
PersonNotFoundError.message      401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
PersonNotFoundError.personId     401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no

NameTakenError.code              401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
NameTakenError.message           401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
NameTakenError.name              401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no

Who removes the last admin; with the bootstrap token there is none yet:
LastAdminError.code              401  no    no     no   no     no   no   no     no   no    yes   none yes  no   no
LastAdminError.message           401  no    no     no   no     no   no   no     no   no    yes   none yes  no   no

WrongPasswordError.code          401  no    no     no   no     no   yes  yes    yes  yes   yes   no   no   no   no
WrongPasswordError.message       401  no    no     no   no     no   yes  yes    yes  yes   yes   no   no   no   no

SignInNotFoundError.code         401  no    no     no   no     no   yes  yes    yes  yes   yes   yes  yes  no   no
SignInNotFoundError.message      401  no    no     no   no     no   yes  yes    yes  yes   yes   yes  yes  no   no
SignInNotFoundError.signInId     401  no    no     no   no     no   yes  yes    yes  yes   yes   yes  yes  no   no

AppKeyNotFoundError.appKeyId     401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKeyNotFoundError.code         401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKeyNotFoundError.message      401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no

AppKeyRevokedError.appKeyId      401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKeyRevokedError.code          401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKeyRevokedError.message       401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
`;
