import type { CodegenConfig } from '@graphql-codegen/cli';

const shared = {
  useTypeImports: true,
  enumsAsConst: true,
  strictScalars: true,
  importExtension: '.ts' as const,
  scalars: {
    ID: 'string',
    DateTime: 'string',
    Date: 'string',
    Revision: 'string',
    JSONObject: 'Record<string, unknown>',
  },
};

/** Documents travel by their ids; their texts are the server's (scripts/generate.mjs hands them over). */
function presetConfig(mode: 'replaceDocumentWithHash' | 'embedHashInDocument') {
  return { fragmentMasking: false, persistedDocuments: { mode, hashPropertyName: 'documentId' } };
}

/** What the contract and the documents become in the SDK (ids alone) and in the dashboard (urql needs nodes). */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'sdk/src/generated/': {
      documents: ['sdk/src/documents/*.graphql'],
      preset: 'client',
      presetConfig: presetConfig('replaceDocumentWithHash'),
      // Its types lean on nothing but themselves.
      config: { ...shared, documentMode: 'string' },
    },
    'web/src/lib/generated/': {
      documents: ['web/src/**/*.graphql'],
      preset: 'client',
      presetConfig: presetConfig('embedHashInDocument'),
      config: shared,
    },
  },
};

export default config;
