// What needs no judgement is checked here. A ban says in its message what to write instead; the bans are
// tried in test/eslint-config.test.ts.
import tseslint from 'typescript-eslint';

const code = ['**/*.{ts,mjs,js}'];
const pages = ['web/{app,components,pages,texts,worker}/**/*.js'];
const tests = ['**/*.test.ts', '**/*.contract.ts', '**/testing/**', 'test/**'];

/** Syntax that is refused everywhere. */
const everywhere = [
  {
    selector: "ExportDefaultDeclaration, ExportSpecifier[exported.name='default']",
    message: 'Export by name: the file is called after its one main export.',
  },
  {
    selector: 'TSAnyKeyword',
    message: 'Write `unknown` and narrow it, or name the type.',
  },
  {
    selector: '[accessibility=/private|protected/]',
    message: 'Write `#name`: it is private at run time too.',
  },
  {
    selector: "CallExpression[callee.object.name='jest'][callee.property.name=/[mM]ock$/]",
    message: 'Hand the dependency in as an argument: jest does not hoist mocks in ESM.',
  },
];
const environment = {
  // `process.env`, `process['env']`, `const { env } = process`, `const p = process`, `globalThis.process`, `import()`.
  selector: [
    "MemberExpression[object.name='process'][property.name='env']",
    "MemberExpression[object.name='process'][computed=true]",
    "VariableDeclarator[init.name='process']",
    "AssignmentExpression[right.name='process']",
    "MemberExpression[object.name=/^global(This)?$/]:matches([property.name='process'], [computed=true])",
    'VariableDeclarator[init.name=/^global(This)?$/]',
    'ImportExpression[source.value=/^(node:)?process$/]',
  ].join(', '),
  message:
    'Read the environment in `config.ts` (or `environment.ts` for a child) and pass on what it answers.',
};
const clock = {
  selector:
    "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Take the instant as an argument: the domain has no clock.',
};

/** What one module of the pages does for all others. */
const web = {
  fetch: {
    selector:
      "CallExpression[callee.name='fetch'], CallExpression[callee.property.name='fetch'], NewExpression[callee.name='XMLHttpRequest']",
    message: 'Ask through `web/app/api.js`: it alone talks to the server.',
  },
  markup: {
    selector:
      "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe)$/], CallExpression[callee.property.name='createPolicy']",
    message: 'Draw by `html` and `render` of `web/app/html.js`: they escape.',
  },
  worker: {
    selector: "MemberExpression[property.name='serviceWorker']",
    message: 'Ask `web/app/sw-bridge.js`: it alone knows the worker.',
  },
};
const inWeb = (...names) => Object.values(web).filter((ban) => !names.some((name) => web[name] === ban));

const env = 'Read the environment as `process.env`, in `config.ts` (or `environment.ts` for a child).';
const environmentImport = ['process', 'node:process'].map((name) => ({
  name,
  message: env,
}));
/** Imports that are refused everywhere. */
const workspaces = {
  regex: '^(\\.\\./)+[^./][^/]*/src/|^(\\.\\./)+(services|infra)/',
  message: 'Name the other workspace: `@goalixa/<name>/<file>.ts`.',
};
const toRouter = {
  regex: '-router\\.ts$',
  message: 'Move what is shared into the service: imports run router → service → repository.',
};
const toService = {
  regex: '-service\\.ts$',
  message: 'Pass it in as an argument: imports run router → service → repository.',
};
const toRepository = {
  regex: '-repository(\\.[a-z]+)?\\.ts$',
  message: 'Call the service, which calls the repository: imports run router → service → repository.',
};
const toNode = {
  regex: '^node:',
  message: 'Take what it gives as an argument: the domain also runs in the browser.',
};

/** Later entries replace a rule's options, so each names all of them. */
function bans(files, { syntax = [environment], imports = [], ignores = [] }) {
  const patterns = [workspaces, ...imports];
  return {
    files,
    ignores,
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...syntax],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: environmentImport, patterns }],
    },
  };
}

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.goalixa/',
      'coverage/',
      'infra/rendered/',
      'bench/*/results/',
    ],
  },
  { linterOptions: { noInlineConfig: true } }, // a rule that is wrong is changed here, for all
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'off', // our own ban names the replacement
      '@typescript-eslint/no-floating-promises': 'error',
      // Express 5 forwards rejections of a handler.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/require-await': 'off', // an async function that fakes or refuses is fine
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    // The pages' scripts have their types in comments, by web/tsconfig.json.
    files: pages,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
  },
  {
    // Tests look into parsed JSON; what the code under test may do with it is checked there. Pages show what
    // the server's own contract promises.
    files: [...tests, ...pages],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: code,
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-var': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  bans(code, {}),
  bans(['**/*-router.ts'], { imports: [toRepository] }),
  bans(['**/*-service.ts'], { imports: [toRouter] }),
  bans(['**/*-repository.ts', '**/*-repository.*.ts'], {
    imports: [toService, toRouter],
    ignores: ['**/*.test.ts'],
  }),
  bans(['services/domain/src/**'], { syntax: [environment, clock], imports: [toNode], ignores: tests }),
  bans(pages, { syntax: inWeb() }),
  bans(['web/app/api.js', 'web/worker/**'], { syntax: inWeb('fetch') }),
  bans(['web/app/html.js', 'web/app/trusted-types.js'], { syntax: inWeb('markup') }),
  bans(['web/app/sw-bridge.js'], { syntax: inWeb('worker') }),
  bans(['**/config.ts', '**/environment.ts', 'scripts/*.mjs'], { syntax: [] }),
  {
    // ESLint and jest want a default export; the tests' setup hands the environment on.
    files: ['*.config.mjs', 'test/global-*.ts', 'test/list-skipped.mjs'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere.slice(1)] },
  },
  {
    // They belong to no workspace, so they have no name for the others.
    files: ['test/**', 'scripts/**', 'landing/**', 'web/tests/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: environmentImport }] },
  },
);
