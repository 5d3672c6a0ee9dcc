/** What each visitor gets who asks for a field of a command, or of what it wrote. */
export const expectedOfCommands = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term host join

Mutation.answerCommandCheck      401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
Mutation.appendCommandOutput     401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
Mutation.cancelCommand           401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
Mutation.finishCommand           401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
Mutation.runCommand              401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
Mutation.startCommand            401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
Query.command                    401  null  null   yes  yes    null yes  yes    yes  null  yes   yes  no   yes  no
Query.commands                   401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
Subscription.commandChanges      401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
Subscription.commandOutput       401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no

AnswerCommandCheckSuccess.isAwaited 401  no    no     no   no     no   no   no     no   no    no    no   no   true no
AppendCommandOutputSuccess.isFull 401  no    no     no   no     no   no   no     no   no    no    no   no   false no
AppendCommandOutputSuccess.nextOffset 401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CancelCommandSuccess.command     401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
FinishCommandSuccess.command     401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
RunCommandSuccess.command        401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
StartCommandSuccess.command      401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no

CommandClosedError.code          401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandClosedError.command       401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandClosedError.message       401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandLimitError.code           401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
CommandLimitError.limit          401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
CommandLimitError.message        401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
CommandNotFoundError.code        401  no    no     no   yes    yes  yes  no     yes  yes   yes   no   no   no   no
CommandNotFoundError.commandId   401  no    no     no   yes    yes  yes  no     yes  yes   yes   no   no   no   no
CommandNotFoundError.message     401  no    no     no   yes    yes  yes  no     yes  yes   yes   no   no   no   no
CommandRefusedError.code         401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
CommandRefusedError.message      401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
CommandRefusedError.problem      401  no    no     no   yes    none yes  no     yes  none  yes   no   no   no   no
OutputMissingError.code          401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
OutputMissingError.message       401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
OutputMissingError.nextOffset    401  no    no     no   no     no   no   no     no   no    no    no   no   0    no

Command.approval                 401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.argv                     401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.canCancel                401  none  none   false true   none true false  true none  true  false no   false no
Command.cwd                      401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.endedAt                  401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.env                      401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.executable               401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.executableDigest         401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.exitCode                 401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.hash                     401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.host                     401  none  none   null yes    none null yes    yes  none  yes   yes  no   null no
Command.id                       401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.isCancelRequested        401  none  none   false false  none false false  false none  false false no   false no
Command.line                     401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.message                  401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.outputBytes              401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.outputKeptUntil          401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.outputTruncated          401  none  none   false false  none false false  false none  false false no   false no
Command.queuedAt                 401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.requestedAt              401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.requestedBy              401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.revision                 401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.safetyMode               401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.sandbox                  401  none  none   true true   none true true   true none  true  true no   true no
Command.session                  401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.sessionId                401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.signal                   401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.startedAt                401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.state                    401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.stdin                    401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.systemUser               401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
Command.timeoutMs                401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no

CommandChanges.resync            401  no    no     no   false  false false false  false false false false no   no   no
CommandChanges.revision          401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
CommandChanges.upserted          401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no   no   no

CommandCheck.argv                401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandCheck.cwd                 401  no    no     no   no     no   no   no     no   no    no    no   no   null no
CommandCheck.env                 401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandCheck.id                  401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandCheck.sessionId           401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandCheck.systemUser          401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no

CommandConnection.edges          401  no    no     no   yes    []   yes  yes    yes  []    yes   yes  no   no   no
CommandConnection.pageInfo       401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no
CommandConnection.revision       401  no    no     no   yes    yes  yes  yes    yes  yes   yes   yes  no   no   no

CommandEdge.cursor               401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no
CommandEdge.node                 401  no    no     no   yes    none yes  yes    yes  none  yes   yes  no   no   no

CommandOutput.chunks             401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
CommandOutput.commandId          401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
CommandOutput.isEnd              401  none  none   true true   none true true   true none  true  true no   true no
CommandOutput.offset             401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
CommandOutput.outputBytes        401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
CommandOutput.outputTruncated    401  none  none   false false  none false false  false none  false false no   false no

CommandSpec.argv                 401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandSpec.cwd                  401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandSpec.env                  401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandSpec.executable           401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandSpec.executableDigest     401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandSpec.line                 401  no    no     no   no     no   no   no     no   no    no    no   no   null no
CommandSpec.sandbox              401  no    no     no   no     no   no   no     no   no    no    no   no   true no
CommandSpec.stdin                401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandSpec.systemUser           401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
CommandSpec.timeoutMs            401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no

EnvironmentVariable.name         401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
EnvironmentVariable.value        401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no

HostCommand.hash                 401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostCommand.id                   401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostCommand.isCancelRequested    401  no    no     no   no     no   no   no     no   no    no    no   no   false no
HostCommand.outputBytes          401  no    no     no   no     no   no   no     no   no    no    no   no   0    no
HostCommand.sessionId            401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostCommand.spec                 401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no
HostCommand.state                401  no    no     no   no     no   no   no     no   no    no    no   no   yes  no

OutputChunk.at                   401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
OutputChunk.data                 401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
OutputChunk.offset               401  none  none   0    0      none 0    0      0    none  0     0    no   0    no
OutputChunk.stream               401  none  none   yes  yes    none yes  yes    yes  none  yes   yes  no   yes  no
`;
