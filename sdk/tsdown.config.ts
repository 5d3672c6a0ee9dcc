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
      // Documents are sent as they are written, so they are written tightly; and code generation does not mark them as free
      // of effects, without which those that are not used stay in every bundle.
      name: 'tight-documents',
      transform: (code, id) =>
        id.endsWith('generated/graphql.ts')
          ? code
              .replaceAll('= new TypedDocumentString(', '= /*#__PURE__*/ new TypedDocumentString(')
              .replace(/`[^`]+`/g, (text) =>
                text
                  .replace(/\s+/g, ' ')
                  .replace(/ ?([{}():,]) ?/g, '$1')
                  .replace('` ', '`'),
              )
          : undefined,
    },
  ],
});
