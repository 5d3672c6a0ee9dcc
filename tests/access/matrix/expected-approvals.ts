/** What each visitor gets who asks for a field of an approval, or of a list of approvals. */
export const expectedOfApprovals = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term

Approval.actedAt                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.app                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.askedAt                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.askedBy                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.canDecide               401  false none   false false  none true false  true none  true  false no
Approval.decidedAt               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.decidedBy               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.details                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.expiresAt               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.grantId                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.id                      401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.kind                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.note                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.onExpiry                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.remindedCount           401  0     none   0    0      none 0    0      0    none  0     0    no
Approval.revision                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.sentAt                  401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.session                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.sessionId               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.state                   401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.subjectHash             401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.title                   401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no
Approval.userId                  401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no

What was granted with an approval, and taken back:
Grant.app                        401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.approvalId                 401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.askedBy                    401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.canRevoke                  401  no    no     no   false  none true false  true none  true  false no
Grant.details                    401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.expiresAt                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.grantedAt                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.grantedBy                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.id                         401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.revokedAt                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.revokedBy                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.sessionId                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.state                      401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.subjectHash                401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.title                      401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
Grant.usedCount                  401  no    no     no   0      none 0    0      0    none  0     0    no
Grant.uses                       401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
GrantConnection.edges            401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no
GrantConnection.pageInfo         401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no
GrantEdge.cursor                 401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
GrantEdge.node                   401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no

A list of the one approval of a session of alpha:
ApprovalConnection.edges         401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no
ApprovalConnection.pageInfo      401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no
ApprovalConnection.revision      401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no
ApprovalConnection.totalCount    401  no    no     no   yes    0    yes  yes    yes  0     yes   yes  no
ApprovalEdge.cursor              401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no
ApprovalEdge.node                401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no

A watch that goes on after a session of alpha has asked:
ApprovalChanges.upserted         401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no
ApprovalChanges.resync           401  no    no     no   false  false false false false false false false no
ApprovalChanges.revision         401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no
`;
