import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router';
import type { GapsView } from '../features/gaps/view.ts';
import type { PlanView } from '../features/plan/view.ts';
import { Home } from './home.tsx';
import { lazyPage } from './lazy-page.ts';
import { NotFound } from './not-found.tsx';
import { flag, oneOf, text } from './search.ts';
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
    tab: oneOf(['unfilled', 'reasons', 'findings', 'circuits', 'worth', 'fairness'], search['tab']),
    q: text(search['q']),
    outcome: oneOf(['MOVES', 'STAYS', 'NOT_ELIGIBLE'], search['outcome']),
    sort: text(search['sort']),
    teacher: text(search['teacher']),
    post: text(search['post']),
  }),
  component: lazyPage(() => import('./routes/plan.tsx'), 'PlanRoute'),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: (search: Address): { a?: string | undefined; b?: string | undefined } => ({
    a: text(search['a']),
    b: text(search['b']),
  }),
  component: lazyPage(() => import('./routes/compare.tsx'), 'CompareRoute'),
});

const me = createRoute({
  getParentRoute: () => root,
  path: '/me',
  component: lazyPage(() => import('./routes/me.tsx'), 'MeRoute'),
});

export const router = createRouter({
  routeTree: root.addChildren([home, gaps, importing, rounds, round, plan, compare, me]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
