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

/** What the contract and the documents become in the SDK (documents as strings) and in the dashboard (urql needs nodes). */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'sdk/src/generated/': {
      documents: ['sdk/src/documents/*.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...shared, documentMode: 'string' },
    },
    'web/src/lib/generated/': {
      documents: ['web/src/**/*.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: shared,
    },
  },
};

export default config;
