import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/node.ts', 'src/browser.ts', 'src/operations.ts'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  fixedExtension: false,
  // The types of a document are a few lines of the package they come from: copied, so that users install nothing for them.
  deps: { neverBundle: [/^node:/], onlyBundle: ['@graphql-typed-document-node/core'] },
  plugins: [
    {
      // Code generation does not mark fragments as free of effects, without which they, which nobody sends, stay in every
      // bundle.
      name: 'pure-fragments',
      transform: (code, id) =>
        id.endsWith('generated/graphql.ts')
          ? code.replaceAll('= new TypedDocumentString(', '= /*#__PURE__*/ new TypedDocumentString(')
          : undefined,
    },
  ],
});
