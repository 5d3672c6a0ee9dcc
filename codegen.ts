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
const presetConfig = {
  fragmentMasking: false,
  persistedDocuments: { mode: 'replaceDocumentWithHash', hashPropertyName: 'documentId' } as const,
};

/** What the contract and the documents become in the SDK and in the dashboard: types, and ids alone. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'sdk/src/generated/': {
      documents: ['sdk/src/documents/*.graphql'],
      preset: 'client',
      presetConfig,
      // Its types lean on nothing but themselves.
      config: { ...shared, documentMode: 'string' },
    },
    'web/src/lib/generated/': {
      documents: ['web/src/**/*.graphql'],
      preset: 'client',
      presetConfig,
      config: shared,
    },
  },
};

export default config;
