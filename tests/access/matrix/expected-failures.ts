/** What each visitor gets who provokes an expected failure and asks for a field of it. */
export const expectedOfFailures = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term

ForbiddenError.code              401  yes   yes    yes  yes    yes  yes  yes    yes  yes   -     -    yes
ForbiddenError.message           401  yes   yes    yes  yes    yes  yes  yes    yes  yes   -     -    yes

A person without a name:
InvalidInputError.code           401  no    no     no   no     no   no   no     no   no    yes   yes  yes
InvalidInputError.issues         401  no    no     no   no     no   no   no     no   no    yes   yes  yes
InvalidInputError.message        401  no    no     no   no     no   no   no     no   no    yes   yes  yes
InputIssue.message               401  no    no     no   no     no   no   no     no   no    yes   yes  yes
InputIssue.path                  401  no    no     no   no     no   no   no     no   no    yes   yes  yes

KillNotFoundError.code           401  no    no     yes  no     yes  no   no     no   no    no    no   no
KillNotFoundError.killId         401  no    no     yes  no     yes  no   no     no   no    no    no   no
KillNotFoundError.message        401  no    no     yes  no     yes  no   no     no   no    no    no   no

SessionNotFoundError.code        401  no    no     no   yes    yes  yes  no     yes  yes   yes   yes  no
SessionNotFoundError.message     401  no    no     no   yes    yes  yes  no     yes  yes   yes   yes  no
SessionNotFoundError.sessionId   401  no    no     no   yes    yes  yes  no     yes  yes   yes   yes  no

Who ends an ended session; its token has ended with it:
SessionEndedError.code           401  401   no     no   yes    none yes  no     yes  none  yes   yes  no
SessionEndedError.endMessage     401  401   no     no   yes    none yes  no     yes  none  yes   yes  no
SessionEndedError.endReason      401  401   no     no   yes    none yes  no     yes  none  yes   yes  no
SessionEndedError.message        401  401   no     no   yes    none yes  no     yes  none  yes   yes  no
SessionEndedError.sessionId      401  401   no     no   yes    none yes  no     yes  none  yes   yes  no

Who still works on a session that another owner has taken over:
SessionSupersededError.code      401  yes   none   yes  no     none no   no     no   no    no    no   no
SessionSupersededError.message   401  yes   none   yes  no     none no   no     no   no    no    no   no
SessionSupersededError.sessionId 401  yes   none   yes  no     none no   no     no   no    no    no   no

Who registers what was just killed; its token has ended with it:
SessionKilledRecentlyError.code  401  401   no     yes  no     no   no   no     no   no    no    no   no
SessionKilledRecentlyError.kill  401  401   no     yes  no     no   no   no     no   no    no    no   no
SessionKilledRecentlyError.message 401 401  no     yes  no     no   no   no     no   no    no    no   no
SessionKilledRecentlyError.retryAt 401 401  no     yes  no     no   no   no     no   no    no    no   no

SessionQuotaError.code           401  no    no     yes  no     no   no   no     no   no    no    no   no
SessionQuotaError.limit          401  no    no     yes  no     no   no   no     no   no    no    no   no
SessionQuotaError.message        401  no    no     yes  no     no   no   no     no   no    no    no   no

PinLimitError.code               401  no    no     no   no     no   no   no     yes  none  yes   yes  no
PinLimitError.limit              401  no    no     no   no     no   no   no     yes  none  yes   yes  no
PinLimitError.message            401  no    no     no   no     no   no   no     yes  none  yes   yes  no

ApprovalNotFoundError.approvalId 401  no    no     no   no     no   yes  no     yes  yes   yes   no   no
ApprovalNotFoundError.code       401  no    no     no   no     no   yes  no     yes  yes   yes   no   no
ApprovalNotFoundError.message    401  no    no     no   no     no   yes  no     yes  yes   yes   no   no

ApprovalDecidedError.approval    401  no    no     no   no     no   yes  no     yes  none  yes   no   no
ApprovalDecidedError.code        401  no    no     no   no     no   yes  no     yes  none  yes   no   no
ApprovalDecidedError.message     401  no    no     no   no     no   yes  no     yes  none  yes   no   no

ApprovalExpiredError.approval    401  no    no     no   no     no   yes  no     yes  none  yes   no   no
ApprovalExpiredError.code        401  no    no     no   no     no   yes  no     yes  none  yes   no   no
ApprovalExpiredError.message     401  no    no     no   no     no   yes  no     yes  none  yes   no   no

ApprovalCancelledError.approval  401  no    no     no   no     no   yes  no     yes  none  yes   no   no
ApprovalCancelledError.code      401  no    no     no   no     no   yes  no     yes  none  yes   no   no
ApprovalCancelledError.message   401  no    no     no   no     no   yes  no     yes  none  yes   no   no

ApprovalLimitError.code          401  yes   none   yes  no     none no   no     no   no    no    no   no
ApprovalLimitError.limit         401  yes   none   yes  no     none no   no     no   no    no    no   no
ApprovalLimitError.message       401  yes   none   yes  no     none no   no     no   no    no    no   no

GrantNotFoundError.code          401  no    no     no   no     no   yes  no     yes  yes   yes   no   no
GrantNotFoundError.grantId       401  no    no     no   no     no   yes  no     yes  yes   yes   no   no
GrantNotFoundError.message       401  no    no     no   no     no   yes  no     yes  yes   yes   no   no

TaskNotFoundError.code           401  yes   yes    yes  no     yes  no   no     no   no    no    no   no
TaskNotFoundError.message        401  yes   yes    yes  no     yes  no   no     no   no    no    no   no
TaskNotFoundError.taskId         401  yes   yes    yes  no     yes  no   no     no   no    no    no   no

TaskFinishedError.code           401  yes   none   yes  no     none no   no     no   no    no    no   no
TaskFinishedError.message        401  yes   none   yes  no     none no   no     no   no    no    no   no
TaskFinishedError.state          401  yes   none   yes  no     none no   no     no   no    no    no   no
TaskFinishedError.taskId         401  yes   none   yes  no     none no   no     no   no    no    no   no

TaskIdTakenError.code            401  -     none   yes  no     none no   no     no   no    no    no   no
TaskIdTakenError.message         401  -     none   yes  no     none no   no     no   no    no    no   no
TaskIdTakenError.taskId          401  -     none   yes  no     none no   no     no   no    no    no   no

PersonNotFoundError.code         401  no    no     no   no     no   no   no     no   no    yes   yes  yes
PersonNotFoundError.message      401  no    no     no   no     no   no   no     no   no    yes   yes  yes
PersonNotFoundError.personId     401  no    no     no   no     no   no   no     no   no    yes   yes  yes

NameTakenError.code              401  no    no     no   no     no   no   no     no   no    yes   yes  yes
NameTakenError.message           401  no    no     no   no     no   no   no     no   no    yes   yes  yes
NameTakenError.name              401  no    no     no   no     no   no   no     no   no    yes   yes  yes

Who removes the last admin; with the bootstrap token there is none yet:
LastAdminError.code              401  no    no     no   no     no   no   no     no   no    yes   none yes
LastAdminError.message           401  no    no     no   no     no   no   no     no   no    yes   none yes

WrongPasswordError.code          401  no    no     no   no     no   yes  yes    yes  yes   yes   no   no
WrongPasswordError.message       401  no    no     no   no     no   yes  yes    yes  yes   yes   no   no

SignInNotFoundError.code         401  no    no     no   no     no   yes  yes    yes  yes   yes   yes  yes
SignInNotFoundError.message      401  no    no     no   no     no   yes  yes    yes  yes   yes   yes  yes
SignInNotFoundError.signInId     401  no    no     no   no     no   yes  yes    yes  yes   yes   yes  yes

AppKeyNotFoundError.appKeyId     401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKeyNotFoundError.code         401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKeyNotFoundError.message      401  no    no     no   no     no   no   no     no   no    yes   yes  no

AppKeyRevokedError.appKeyId      401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKeyRevokedError.code          401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKeyRevokedError.message       401  no    no     no   no     no   no   no     no   no    yes   yes  no
`;
