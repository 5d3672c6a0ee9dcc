import { builder } from '../../schema/builder.ts';
import { outputStreams } from './input.ts';
import type { CommandOutput, PlacedChunk } from './store.ts';

export const OutputStream = builder.enumType('OutputStream', {
  description: 'Which of its streams a command wrote to.',
  values: outputStreams,
});

const OutputChunk = builder.objectRef<PlacedChunk>('OutputChunk').implement({
  description: 'Some bytes that a command wrote, one after the other, to one stream.',
  fields: (t) => ({
    offset: t.exposeInt('offset', { description: 'How many bytes of output, of both streams, stand before it.' }),
    stream: t.expose('stream', { type: OutputStream }),
    at: t.field({ type: 'DateTime', description: 'When its host read it.', resolve: ({ atMs }) => atMs }),
    data: t.string({
      description: 'Base64. A chunk may end within a character.',
      resolve: ({ data }) => Buffer.from(data).toString('base64'),
    }),
  }),
});

const CommandOutputType = builder.objectRef<CommandOutput>('CommandOutput').implement({
  description: 'Some output of a command, in its order.',
  fields: (t) => ({
    commandId: t.id({ resolve: ({ command }) => command.id }),
    offset: t.exposeInt('offset', { description: 'Where this message ends: go on with afterOffset of this.' }),
    chunks: t.field({ type: [OutputChunk], resolve: ({ chunks }) => [...chunks] }),
    outputBytes: t.int({ description: 'How much there is by now.', resolve: ({ command }) => command.outputBytes }),
    isEnd: t.exposeBoolean('isEnd', { description: 'Whether this is the last message.' }),
    outputTruncated: t.boolean({
      description: 'Whether the command wrote more than is kept.',
      resolve: ({ command }) => command.isOutputTruncated,
    }),
  }),
});

builder.subscriptionField('commandOutput', (t) =>
  t.field({
    type: CommandOutputType,
    description:
      'What a command wrote after an offset, then what it writes; over after its end. However many read it, all get the same bytes. A reader that leaves it for 30 seconds is let go of with SLOW_CONSUMER, and goes on after the offset that it is told.',
    args: {
      commandId: t.arg.id({ required: true }),
      afterOffset: t.arg.int({ required: true, defaultValue: 0, description: 'How many bytes the reader has.' }),
    },
    subscribe: (_root, { commandId, afterOffset }, { caller, services }) =>
      services.openCommandOutput(caller, { commandId, afterOffset }),
    resolve: (output) => output,
  }),
);
