/**
 * Who may import whom. Each rule says its reason in `comment`; `server/testing/boundaries.test.ts` breaks every one of
 * them on purpose, so that a rule which stopped matching is noticed.
 */

/** Folders of `server/` that are no domain. */
const noDomain = 'kit|http|testing|desk|intake|demo|api|jobs';
const domain = `^server/(?!(?:${noDomain})/)([^/]+)/`;

/** Compose domains; no domain knows them. `portal.ts` may be named for its types by the site. */
const composers =
  '^server/(?:(?:desk|intake|demo|api)/|jobs/schedule\\.ts$|(?:app|main|cli|portal|reactions)\\.ts$|cli/)';

/** Types and contracts that every domain is built on. */
const spine = '^server/(?:work|facts|source)\\.ts$';
const foundation = ['^server/kit/', '^server/faults\\.ts$', '^db/'];
/** Goes to browsers as well: what is shared, and the words that the schema and the screens have in common. */
const shared = '\\.shared\\.ts$|^db/schema/words\\.ts$';
const ours = '^(?:server|db|site)/';

/** Of the site, but pure: mails and manifests need the same words and dates. */
const sitePure = '^site/(?:messages/|lib/(?:format|sentence|paths)\\.ts$)';
const domainIndex = `^server/(?!(?:${noDomain})/)[^/]+/index\\.ts$`;
const registries = '^server/[^/]+/(?:sources|channels)/index\\.ts$';

const tests = '\\.(?:test|e2e)\\.ts$|^server/testing/|^site/e2e/';
/** Run by hand or by the checks, never by the server or the build. */
const scripts = '^db/(?:drizzleKit|checkMigrations|generateMigrations)\\.ts$|^site/styles/subsetFonts\\.ts$';
const valuesOnly = { dependencyTypesNot: ['type-only'] };

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two things are one. Cycles through types alone cost nothing at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: valuesOnly },
    },
    {
      name: 'db-knows-nothing-of-ours',
      comment: 'The store is below everything.',
      severity: 'error',
      from: { path: '^db/', pathNot: tests },
      to: { path: '^(?:server|site)/' },
    },
    {
      name: 'kit-knows-nothing-of-ours',
      comment: 'What is in kit/ could be another project’s.',
      severity: 'error',
      from: { path: '^server/kit/', pathNot: tests },
      to: { path: ours, pathNot: '^server/kit/' },
    },
    {
      name: 'faults-know-nothing-of-ours',
      severity: 'error',
      comment: 'Everybody throws faults, so they depend on nobody.',
      from: { path: '^server/faults\\.ts$' },
      to: { path: ours },
    },
    {
      name: 'spine-takes-types-of-domains',
      comment: 'work, facts and source are below the domains: they may name what a domain hands over, not call it.',
      severity: 'error',
      from: { path: spine },
      to: { path: ours, pathNot: [...foundation, spine, shared], ...valuesOnly },
    },
    {
      name: 'domain-through-index',
      comment: 'A domain sees of another only its index.ts; consequences between domains go through reactions.ts.',
      severity: 'error',
      from: { path: domain, pathNot: tests },
      to: {
        path: ours,
        pathNot: [...foundation, spine, shared, sitePure, domainIndex, '^server/http/', '^server/$1/'],
      },
    },
    {
      name: 'http-only-for-routes',
      comment: 'Verbs and queries do not know that they are called over HTTP.',
      severity: 'error',
      from: { path: domain, pathNot: [tests, 'outes\\.ts$'] },
      to: { path: '^server/http/' },
    },
    {
      name: 'http-knows-no-domain',
      comment: 'Routes of every domain stand on http/; it gets what it needs of a domain handed in.',
      severity: 'error',
      from: { path: '^server/http/', pathNot: tests },
      to: { path: ours, pathNot: [...foundation, spine, shared, sitePure, '^server/http/'], ...valuesOnly },
    },
    {
      name: 'runner-knows-no-domain',
      comment: 'jobs/runner.ts runs what schedule.ts lists.',
      severity: 'error',
      from: { path: '^server/jobs/', pathNot: [tests, '^server/jobs/schedule\\.ts$'] },
      to: { path: ours, pathNot: [...foundation, spine, shared, '^server/jobs/(?!schedule)'], ...valuesOnly },
    },
    {
      name: 'composer-through-index',
      comment: 'Composers, too, see of a domain its index.ts, or the index of its sources and channels.',
      severity: 'error',
      from: { path: composers, pathNot: tests },
      to: { path: domain, pathNot: [shared, domainIndex, registries] },
    },
    {
      name: 'server-takes-pure-words-of-the-site',
      comment: 'Messages, formats and paths are shared with mails; anything else of the site belongs to Astro’s build.',
      severity: 'error',
      from: { path: '^server/', pathNot: tests },
      to: { path: '^site/', pathNot: sitePure },
    },
    {
      name: 'site-words-are-pure',
      comment: 'They run on the server, in the page and in the service worker alike.',
      severity: 'error',
      from: { path: sitePure, pathNot: tests },
      to: { path: ours, pathNot: [sitePure, shared], ...valuesOnly },
    },
    {
      name: 'shared-is-pure',
      comment: '*.shared.ts is sent to browsers: no Node, no packages, nothing that is not shared itself.',
      severity: 'error',
      from: { path: [shared, sitePure], pathNot: tests },
      to: { path: '', pathNot: [shared, sitePure], ...valuesOnly },
    },
    {
      name: 'site-takes-types',
      comment: 'A value import would bundle a second store into Astro’s build: data comes from Astro.locals.portal.',
      severity: 'error',
      from: { path: '^site/', pathNot: [tests, '^site/middleware\\.ts$', '\\.d\\.ts$'] },
      to: { path: '^server/', pathNot: shared, ...valuesOnly },
    },
    {
      name: 'middleware-opens-the-portal-in-dev',
      comment: '`astro dev` does not sit behind Hono; an import() under import.meta.env.DEV is left out of the build.',
      severity: 'error',
      from: { path: '^site/middleware\\.ts$' },
      to: { path: '^server/', pathNot: shared, dynamic: false, ...valuesOnly },
    },
    {
      name: 'site-knows-no-store',
      comment: 'Not even its types: pages get views.',
      severity: 'error',
      from: { path: '^site/', pathNot: tests },
      to: { path: '^db/' },
    },
    {
      name: 'islands-are-light',
      comment: 'Every byte of an island is the shopper’s: site/lib, messages, Solid and what is shared.',
      severity: 'error',
      from: { path: '^site/islands/', pathNot: tests },
      to: {
        path: '',
        pathNot: ['^site/(?:islands|lib|messages|styles)/', shared, 'node_modules/solid-js/'],
        ...valuesOnly,
      },
    },
    {
      name: 'worker-without-islands',
      comment: 'The service worker outlives every page.',
      severity: 'error',
      from: { path: '^site/sw/', pathNot: tests },
      to: { path: '^site/islands/' },
    },
    {
      name: 'production-without-tests',
      comment: 'What is made for tests stays in tests.',
      severity: 'error',
      from: { path: ours, pathNot: [tests, '^site/middleware\\.ts$'] },
      to: { path: tests },
    },
    {
      name: 'production-without-dev-dependencies',
      comment: 'They are not there after `npm ci --omit=dev`.',
      severity: 'error',
      from: { path: ours, pathNot: [tests, scripts] },
      to: { dependencyTypes: ['npm-dev'], ...valuesOnly },
    },
    {
      name: 'everything-resolves',
      comment: 'Typos, and packages that are not listed in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^astro:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
