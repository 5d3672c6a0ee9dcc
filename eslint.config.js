import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { importTable } from './eslint.boundaries.js';

const commandLine = [
  'server/src/main.ts',
  'server/src/cli/**',
  'scripts/**',
  'host/src/main.ts',
  'bench/**',
  'examples/**',
  'tests/**',
  '*.js',
];

const timers = ['setTimeout', 'setInterval', 'performance'].map((name) => ({
  name,
  message: 'Time is an argument: take a clock from kernel/clock.ts.',
}));

const timerModules = ['node:timers', 'node:timers/promises', 'node:perf_hooks'].map((name) => ({
  name,
  message: 'Time is an argument: take a clock from kernel/clock.ts.',
}));

const processGlobal = { name: 'process', message: 'Only main.ts touches process; pass in what is needed.' };
const processModule = { name: 'node:process', message: processGlobal.message };

const wallClock = [
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Date.now()'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'new Date()'],
  ['CallExpression[callee.name="Date"]', 'Date()'],
].map(([selector, what]) => ({ selector, message: `Time is an argument: ${what} is read in kernel/clock.ts alone.` }));

const style = [
  {
    selector: ':matches(PropertyDefinition, MethodDefinition[kind!="constructor"])[accessibility=/private|protected/]',
    message: 'Private state is a #field.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
];

const meaninglessNames = {
  regex: '(^|/)(utils?|helpers?|common|managers?)(/|\\.|$)',
  message: 'A file is named for what it is about.',
};

export default defineConfig(
  globalIgnores(['**/dist', '**/build', '**/.svelte-kit', '**/generated', '**/coverage', '.cache', 'data']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  importTable,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      // TypeScript knows better what is defined.
      'no-undef': 'off',
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-restricted-syntax': ['error', ...style],
      'no-restricted-imports': ['error', { patterns: [meaninglessNames] }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Ids and keys are ASCII; text for people is never taken apart.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // What a row's JSON or an answer holds is named where it is read.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Ports are taken by name, so their methods are taken apart from them.
      '@typescript-eslint/unbound-method': 'off',
      // An async function without an await turns what it throws into a rejection, which is what callers of a port expect.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    files: ['web/**'],
    rules: {
      // The dashboard is served from the root of its own origin.
      'svelte/no-navigation-without-resolve': 'off',
      // A blank that Prettier may not move is written as an expression.
      'svelte/no-useless-mustaches': 'off',
      // State is replaced, not mutated in place; a Set inside a function is only a Set.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // The parser knows no types of component properties and callbacks; svelte-check does, and checks them.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // In no project of TypeScript's: one is served as it is, the other configures the tool that makes the project.
    files: ['web/static/**', 'web/svelte.config.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { parserOptions: { projectService: false, project: false } },
  },
  {
    files: ['server/src/**'],
    rules: {
      'no-restricted-globals': ['error', processGlobal, ...timers],
      'no-restricted-imports': ['error', { patterns: [meaninglessNames], paths: [processModule, ...timerModules] }],
      'no-restricted-syntax': ['error', ...style, ...wallClock],
    },
  },
  {
    files: ['server/src/kernel/clock.ts'],
    rules: {
      'no-restricted-globals': ['error', processGlobal],
      'no-restricted-imports': ['error', { patterns: [meaninglessNames], paths: [processModule] }],
      'no-restricted-syntax': ['error', ...style],
    },
  },
  {
    files: ['server/src/main.ts'],
    rules: {
      'no-restricted-globals': ['error', ...timers],
      'no-restricted-imports': ['error', { patterns: [meaninglessNames], paths: timerModules }],
    },
  },
  { files: commandLine, rules: { 'no-console': 'off' } },
  {
    // A test waits for something to happen, never for time to pass.
    files: ['{sdk,host,web,examples,tests}/**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: 'Wait for what happens, not for time to pass.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [meaninglessNames],
          paths: [{ name: 'node:timers/promises', message: 'Wait for what happens, not for time to pass.' }],
        },
      ],
    },
  },
  {
    // Configuration files are read by tools that ask for a default export.
    files: ['*.{js,ts}', '*/*.config.{js,ts}', 'examples/*/*.config.{js,ts}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
