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
      // Code generation does not mark its documents as free of effects, and unmarked they stay in every bundle.
      name: 'documents-without-effects',
      transform: (code, id) =>
        id.endsWith('generated/graphql.ts')
          ? code.replaceAll('= new TypedDocumentString(', '= /*#__PURE__*/ new TypedDocumentString(')
          : undefined,
    },
  ],
});
