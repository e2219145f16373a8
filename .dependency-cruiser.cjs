/** Who may import whom, and why. `npm run check` fails on the first breach. */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const npm = (...names) => `^node_modules/(${names.join('|')})/`
const types = ['type-only']

module.exports = {
  forbidden: [
    never('no-cycles', 'A reader goes top down, in one pass.', {}, { circular: true }),
    never(
      'rules-are-pure',
      'rules.ts decides: it knows no database, clock or network, and of libraries the list of public suffixes alone.',
      { path: '^server/.+/rules\\.ts$' },
      { pathNot: ['^server/(contract/|.+/rules\\.ts$)', npm('tldts')], dependencyTypesNot: types },
    ),
    never(
      'contract-stands-alone',
      'The contract is shared with clients.',
      { path: '^server/contract/' },
      { pathNot: ['^server/contract/', npm('zod')] },
    ),
    never(
      'client-knows-the-contract-only',
      'Clients speak HTTP and sockets.',
      { path: '^client/' },
      { path: '^(server|db)/', pathNot: '^server/contract/' },
    ),
    never(
      'client-takes-types-only',
      'Nothing of zod is in a reader’s bundle.',
      { path: '^client/' },
      { path: ['^server/contract/', npm('zod')], dependencyTypesNot: types },
    ),
    never(
      'programs-do-not-mix',
      'Programs share ui/ and the files beside it, not each other; the tag loads the widget.',
      { path: '^client/(embed|widget|console|account|pages)/' },
      {
        path: '^client/(embed|widget|console|account|pages)/',
        pathNot: ['^client/$1/', '^client/widget/(mount|article/mount-updates)\\.tsx$'],
      },
    ),
    never(
      'shared-client-knows-no-program',
      'What all programs use depends on none of them.',
      { path: '^client/(ui/|[^/]+$)' },
      { path: '^client/(embed|widget|console|account|pages)/' },
    ),
    never(
      'browser-code-stays-in-client',
      'Server and client meet at the contract; pages rendered on the server may show the same small parts.',
      { path: '^(server|db)/', pathNot: '^server/pages/' },
      { path: '^client/' },
    ),
    never('db-knows-no-server', 'Storage is below the application.', { path: '^db/' }, { path: '^(server|client)/' }),
    never(
      'sql-lives-in-db',
      'No queries outside db/.',
      { path: '^(server|client)/' },
      { path: npm('drizzle-orm', 'better-sqlite3', 'pg'), dependencyTypesNot: types },
    ),
    never(
      'drivers-in-few-files',
      'The rest of db/ is the same for both databases.',
      { path: '^db/', pathNot: '^db/(sqlite[\\w-]*|postgres[\\w-]*|group-commit|columns|migrate|schema\\.\\w+)\\.ts$' },
      {
        path: npm('drizzle-orm/(better-sqlite3|node-postgres|sqlite-core|pg-core)', 'better-sqlite3', 'pg'),
        dependencyTypesNot: types,
      },
    ),
    never(
      'express-in-http',
      'Actions do not know the transport.',
      { path: '^server/', pathNot: '^server/(http/|pages/|app\\.ts)' },
      { path: npm('express', 'compression', 'helmet'), dependencyTypesNot: types },
    ),
    never(
      'sockets-in-realtime',
      'Actions leave events; realtime/ delivers them.',
      { path: '^server/', pathNot: '^server/(realtime/|app\\.ts)' },
      { path: npm('socket\\.io', 'engine\\.io'), dependencyTypesNot: types },
    ),
    never(
      'routes-are-leaves',
      'Only what puts the parts together knows routes.',
      { pathNot: ['^server/(app|http/handlers)\\.ts$', '^tests/'] },
      { path: '/routes\\.ts$' },
    ),
    never('programs-are-leaves', 'Nothing imports a program.', {}, { path: '^server/(main|cli/(main|dev))\\.ts$' }),
    never('nothing-imports-tests', 'Tests are not shipped.', { pathNot: '^tests/' }, { path: '^tests/' }),
    never(
      'no-dev-deps-at-run-time',
      'A production install has no devDependencies.',
      { path: '^(server|db)/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: types },
    ),
    never('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
