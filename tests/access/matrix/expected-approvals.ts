/** What each visitor gets who asks for a field of an approval, or of a list of approvals. */
export const expectedOfApprovals = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term host join

Approval.actedAt                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.app                     401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.askedAt                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.askedBy                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.canDecide               401  false none   false false  none true false  true none  true  false no   none no
Approval.decidedAt               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.decidedBy               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.details                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.expiresAt               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.grantId                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.id                      401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.kind                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.needsSomebodyElse       401  false none   false false  none false false  false none  false false no   none no
Approval.note                    401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.onExpiry                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.remindedCount           401  0     none   0    0      none 0    0      0    none  0     0    no   none no
Approval.revision                401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.sentAt                  401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.session                 401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.sessionId               401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.state                   401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.subjectHash             401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.title                   401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no
Approval.userId                  401  yes   none   yes  yes    none yes  yes    yes  none  yes   yes  no   none no

What was granted with an approval, and taken back:
Grant.app                        401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.approvalId                 401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.askedBy                    401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.canRevoke                  401  no    no     no   false  none true false  true none  true  false no   no   no
Grant.details                    401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.expiresAt                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.grantedAt                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.grantedBy                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.id                         401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.revokedAt                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.revokedBy                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.sessionId                  401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.state                      401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.subjectHash                401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.title                      401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
Grant.usedCount                  401  no    no     no   0      none 0    0      0    none  0     0    no   no   no
Grant.uses                       401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
GrantConnection.edges            401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no   no   no
GrantConnection.pageInfo         401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
GrantEdge.cursor                 401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
GrantEdge.node                   401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no

A list of the one approval of a session of alpha:
ApprovalConnection.edges         401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no   no   no
ApprovalConnection.pageInfo      401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
ApprovalConnection.revision      401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
ApprovalConnection.totalCount    401  no    no     no   yes    0    yes  yes    yes  0     yes   yes  no   no   no
ApprovalEdge.cursor              401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
ApprovalEdge.node                401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no

A watch that goes on after a session of alpha has asked:
ApprovalChanges.upserted         401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no   no   no
ApprovalChanges.resync           401  no    no     no   false  false false false false false false false no   no   no
ApprovalChanges.revision         401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no

Who may answer, by app:
ApprovalRule.app                 401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
ApprovalRule.needsSomebodyElse   401  no    no     no   no     no   no   no     no   no    true  true no   no   no
Mutation.setApprovalRule         401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
Query.approvalRules              401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
SetApprovalRuleSuccess.rule      401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
`;
