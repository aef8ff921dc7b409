import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router';
import type { AllowancesView } from '../features/allowances/view.ts';
import type { AuditView } from '../features/audit/view.ts';
import type { Compared } from '../features/compare/view.ts';
import type { CorrectionsView, RequestsView } from '../features/decisions/view.ts';
import type { GapsView } from '../features/gaps/view.ts';
import type { IndicatorsView } from '../features/indicators/view.ts';
import type { InspectionView } from '../features/inspection/view.ts';
import type { LettersView } from '../features/letters/view.ts';
import { type MeView, parts as meParts } from '../features/me/view.ts';
import type { ObjectionsView } from '../features/objections/view.ts';
import { type PlanView, planTabs } from '../features/plan/view.ts';
import type { PointsView } from '../features/points/view.ts';
import type { PolicyView } from '../features/policy/view.ts';
import type { PostingsView } from '../features/postings/view.ts';
import type { PublicFiguresView } from '../features/public-figures/view.ts';
import * as rectificationView from '../features/rectification/view.ts';
import { type RegistryView, recruitKinds, recruitStates, registryTabs } from '../features/registry/view.ts';
import type { RoadmapView } from '../features/roadmap/view.ts';
import type { ScenariosView } from '../features/scenarios/view.ts';
import { type SchoolView, parts as schoolParts } from '../features/school/view.ts';
import type { RequestsView as SchoolRequestsView } from '../features/school-requests/requests-page.tsx';
import type { UsersView } from '../features/users/view.ts';
import { Home } from './home.tsx';
import { lazyPage } from './lazy-page.ts';
import { NotFound } from './not-found.tsx';
import { day, flag, oneOf, text, whole } from './search.ts';
import { Shell } from './shell.tsx';
import { Unexpected } from './unexpected.tsx';

type Address = Record<string, unknown>;

/** Every page, with what its address holds: page, plan, filters and order survive a reload and a sent link. */
const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Unexpected,
  validateSearch: (search: Address): { county?: string | undefined } => ({ county: text(search['county']) }),
  search: { middlewares: [retainSearchParams(['county'])] },
});

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

const gaps = createRoute({
  getParentRoute: () => root,
  path: '/gaps',
  validateSearch: (search: Address): GapsView => ({
    stage: oneOf(['PRIMARY', 'JUNIOR'], search['stage']),
    place: oneOf(['URBAN', 'COUNTY_TOWN', 'TOWNSHIP_CENTRE', 'VILLAGE', 'TEACHING_POINT'], search['place']),
    short: flag(search['short']),
    cell: text(search['cell']),
  }),
  component: lazyPage(() => import('./routes/gaps.tsx'), 'GapsRoute'),
});

const importing = createRoute({
  getParentRoute: () => root,
  path: '/import',
  component: lazyPage(() => import('./routes/import.tsx'), 'ImportRoute'),
});

const rounds = createRoute({
  getParentRoute: () => root,
  path: '/rounds',
  component: lazyPage(() => import('./routes/rounds.tsx'), 'RoundsRoute'),
});

const round = createRoute({
  getParentRoute: () => root,
  path: '/rounds/$roundId',
  validateSearch: (search: Address): { solve?: string | undefined } => ({ solve: text(search['solve']) }),
  component: lazyPage(() => import('./routes/round.tsx'), 'RoundRoute'),
});

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plans/$planId',
  validateSearch: (search: Address): PlanView => ({
    tab: oneOf(planTabs, search['tab']),
    q: text(search['q']),
    outcome: oneOf(['MOVES', 'STAYS', 'NOT_ELIGIBLE'], search['outcome']),
    sort: text(search['sort']),
    subject: text(search['subject']),
    flow: text(search['flow']),
    teacher: text(search['teacher']),
    post: text(search['post']),
  }),
  component: lazyPage(() => import('./routes/plan.tsx'), 'PlanRoute'),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: (search: Address): Compared => ({
    a: text(search['a']),
    b: text(search['b']),
    c: text(search['c']),
    d: text(search['d']),
  }),
  component: lazyPage(() => import('./routes/compare.tsx'), 'CompareRoute'),
});

const me = createRoute({
  getParentRoute: () => root,
  path: '/me',
  validateSearch: (search: Address): MeView => ({
    part: oneOf(meParts, search['part']),
    round: text(search['round']),
  }),
  component: lazyPage(() => import('./routes/me.tsx'), 'MeRoute'),
});

const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  component: lazyPage(() => import('./routes/today.tsx'), 'TodayRoute'),
});

const policy = createRoute({
  getParentRoute: () => root,
  path: '/policy',
  validateSearch: (search: Address): PolicyView => ({
    version: text(search['version']),
    rule: text(search['rule']),
  }),
  component: lazyPage(() => import('./routes/policy.tsx'), 'PolicyRoute'),
});

const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  validateSearch: (search: Address): UsersView => ({
    q: text(search['q']),
    account: text(search['account']),
  }),
  component: lazyPage(() => import('./routes/users.tsx'), 'UsersRoute'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: (search: Address): AuditView => ({
    who: text(search['who']),
    what: text(search['what']),
    of: text(search['of']),
    from: text(search['from']),
    until: text(search['until']),
  }),
  component: lazyPage(() => import('./routes/audit.tsx'), 'AuditRoute'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyPage(() => import('./routes/account.tsx'), 'AccountRoute'),
});

const registry = createRoute({
  getParentRoute: () => root,
  path: '/registry',
  validateSearch: (search: Address): RegistryView => ({
    tab: oneOf(registryTabs, search['tab']),
    q: text(search['q']),
    school: text(search['school']),
    subject: text(search['subject']),
    stage: oneOf(['PRIMARY', 'JUNIOR'], search['stage']),
    place: oneOf(['URBAN', 'COUNTY_TOWN', 'TOWNSHIP_CENTRE', 'VILLAGE', 'TEACHING_POINT'], search['place']),
    backbone: oneOf(['NONE', 'SCHOOL', 'COUNTY', 'CITY', 'PROVINCE'], search['backbone']),
    standing: text(search['standing']),
    left: flag(search['left']),
    state: oneOf(recruitStates, search['state']),
    kind: oneOf(recruitKinds, search['kind']),
    sort: text(search['sort']),
    cols: text(search['cols']),
    open: text(search['open']),
  }),
  component: lazyPage(() => import('./routes/registry.tsx'), 'RegistryRoute'),
});

const points = createRoute({
  getParentRoute: () => root,
  path: '/rounds/$roundId/points',
  validateSearch: (search: Address): PointsView => ({ tab: oneOf(['contests', 'wishes'], search['tab']) }),
  component: lazyPage(() => import('./routes/points.tsx'), 'PointsRoute'),
});

const requests = createRoute({
  getParentRoute: () => root,
  path: '/requests',
  validateSearch: (search: Address): RequestsView & SchoolRequestsView => ({
    tab: oneOf(['holdBacks'], search['tab']),
    state: oneOf(['APPROVED', 'REFUSED', 'WITHDRAWN', 'ALL'], search['state']),
    sort: text(search['sort']),
    request: text(search['request']),
    round: text(search['round']),
    asking: flag(search['asking']),
  }),
  component: lazyPage(() => import('./routes/requests.tsx'), 'RequestsRoute'),
});

const corrections = createRoute({
  getParentRoute: () => root,
  path: '/corrections',
  validateSearch: (search: Address): CorrectionsView => ({
    state: oneOf(['ACCEPTED', 'REFUSED', 'WITHDRAWN', 'ALL'], search['state']),
  }),
  component: lazyPage(() => import('./routes/corrections.tsx'), 'CorrectionsRoute'),
});

const letters = createRoute({
  getParentRoute: () => root,
  path: '/letters',
  validateSearch: (search: Address): LettersView => ({
    plan: text(search['plan']),
    tab: oneOf(['templates'], search['tab']),
    kind: oneOf(['DISPATCH', 'RETURN', 'CIRCUIT', 'TRANSFER', 'PLACEMENT', 'NOTICE'], search['kind']),
    q: text(search['q']),
    every: flag(search['every']),
    void: flag(search['void']),
    sort: text(search['sort']),
    letter: text(search['letter']),
  }),
  component: lazyPage(() => import('./routes/letters.tsx'), 'LettersRoute'),
});

const postings = createRoute({
  getParentRoute: () => root,
  path: '/postings',
  validateSearch: (search: Address): PostingsView => ({
    tab: oneOf(['serving', 'assess', 'due', 'late', 'ended', 'terms'], search['tab']),
    overdue: flag(search['overdue']),
    waiting: flag(search['waiting']),
    until: text(search['until']),
    sort: text(search['sort']),
    posting: text(search['posting']),
  }),
  component: lazyPage(() => import('./routes/postings.tsx'), 'PostingsRoute'),
});

const allowances = createRoute({
  getParentRoute: () => root,
  path: '/allowances',
  validateSearch: (search: Address): AllowancesView => ({
    month: text(search['month']),
    tab: oneOf(['year', 'forecast', 'rates'], search['tab']),
    plan: text(search['plan']),
    q: text(search['q']),
  }),
  component: lazyPage(() => import('./routes/allowances.tsx'), 'AllowancesRoute'),
});

const rollover = createRoute({
  getParentRoute: () => root,
  path: '/rollover',
  validateSearch: (search: Address): { year?: number | undefined } => ({
    year: typeof search['year'] === 'number' ? search['year'] : undefined,
  }),
  component: lazyPage(() => import('./routes/rollover.tsx'), 'RolloverRoute'),
});

const indicators = createRoute({
  getParentRoute: () => root,
  path: '/indicators',
  validateSearch: (search: Address): IndicatorsView => ({
    standard: oneOf(['BASIC_2012'], search['standard']),
    view: oneOf(['REGISTERED'], search['view']),
    stage: oneOf(['JUNIOR'], search['stage']),
    plan: text(search['plan']),
    tab: oneOf(['unchanged', 'leftOut', 'findings'], search['tab']),
    indicator: text(search['indicator']),
    section: text(search['section']),
  }),
  component: lazyPage(() => import('./routes/indicators.tsx'), 'IndicatorsRoute'),
});

const rectification = createRoute({
  getParentRoute: () => root,
  path: '/rectification',
  validateSearch: (search: Address): rectificationView.RectificationView => ({
    state: oneOf(rectificationView.states, search['state']),
    severity: oneOf(rectificationView.severities, search['severity']),
    code: oneOf(rectificationView.codes, search['code']),
    stage: oneOf(['PRIMARY', 'JUNIOR'], search['stage']),
    waits: oneOf(rectificationView.waits, search['waits']),
    sort: text(search['sort']),
    item: text(search['item']),
  }),
  component: lazyPage(() => import('./routes/rectification.tsx'), 'RectificationRoute'),
});

const inspection = createRoute({
  getParentRoute: () => root,
  path: '/inspection',
  validateSearch: (search: Address): InspectionView => ({
    on: day(search['on']),
    tab: oneOf(['establishment'], search['tab']),
    standard: oneOf(['UNIFIED_2014', 'BY_PLACE_2001'], search['standard']),
  }),
  component: lazyPage(() => import('./routes/inspection.tsx'), 'InspectionRoute'),
});

const certificates = createRoute({
  getParentRoute: () => root,
  path: '/certificates',
  validateSearch: (search: Address): { drafts?: true | undefined } => ({ drafts: flag(search['drafts']) }),
  component: lazyPage(() => import('./routes/certificates.tsx'), 'CertificatesRoute'),
});

const province = createRoute({
  getParentRoute: () => root,
  path: '/province',
  validateSearch: (search: Address): { batch?: string | undefined } => ({ batch: text(search['batch']) }),
  component: lazyPage(() => import('./routes/province.tsx'), 'ProvinceRoute'),
});

const publicFigures = createRoute({
  getParentRoute: () => root,
  path: '/public-figures',
  validateSearch: (search: Address): PublicFiguresView => ({
    on: day(search['on']),
    threshold: whole(search['threshold'], 3, 20),
  }),
  component: lazyPage(() => import('./routes/public-figures.tsx'), 'PublicFiguresRoute'),
});

const roadmap = createRoute({
  getParentRoute: () => root,
  path: '/roadmap',
  validateSearch: (search: Address): RoadmapView => ({
    years: oneOf(['1', '2', '3', '4'], text(search['years'])),
    on: day(search['on']),
    year: text(search['year']),
  }),
  component: lazyPage(() => import('./routes/roadmap.tsx'), 'RoadmapRoute'),
});

const scenarios = createRoute({
  getParentRoute: () => root,
  path: '/scenarios',
  validateSearch: (search: Address): ScenariosView => ({
    round: text(search['round']),
    standard: oneOf(['BASIC_2012'], search['standard']),
    edit: text(search['edit']),
  }),
  component: lazyPage(() => import('./routes/scenarios.tsx'), 'ScenariosRoute'),
});

const school = createRoute({
  getParentRoute: () => root,
  path: '/school',
  validateSearch: (search: Address): SchoolView => ({
    part: oneOf(schoolParts, search['part']),
    round: text(search['round']),
    assess: text(search['assess']),
  }),
  component: lazyPage(() => import('./routes/school.tsx'), 'SchoolRoute'),
});

const objections = createRoute({
  getParentRoute: () => root,
  path: '/objections',
  validateSearch: (search: Address): ObjectionsView => ({
    round: text(search['round']),
    state: oneOf(['SUBMITTED', 'UPHELD', 'REFUSED', 'WITHDRAWN'], search['state']),
    objection: text(search['objection']),
  }),
  component: lazyPage(() => import('./routes/objections.tsx'), 'ObjectionsRoute'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    gaps,
    importing,
    rounds,
    round,
    plan,
    compare,
    me,
    today,
    policy,
    users,
    audit,
    account,
    registry,
    points,
    requests,
    corrections,
    letters,
    postings,
    allowances,
    rollover,
    indicators,
    rectification,
    inspection,
    certificates,
    province,
    publicFigures,
    roadmap,
    scenarios,
    school,
    objections,
  ]),
  defaultPreload: 'intent',
});

/** Fetches the code of the page at an address, so that it is there once it is known who reads. */
export async function preloadPage(path: string): Promise<void> {
  const routes: Readonly<Record<string, { readonly options: { readonly component?: unknown } } | undefined>> =
    router.routesByPath;
  const page = routes[path === '/' ? today.fullPath : path]?.options.component;
  if (typeof page === 'function' && 'preload' in page && typeof page.preload === 'function')
    await page.preload();
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
