import type { PlaceOnMapFragment, PlanFlowsQuery } from '../../graphql/generated/graphql.ts';

type PlanOfFlows = Extract<NonNullable<PlanFlowsQuery['node']>, { readonly __typename: 'Plan' }>;
export type Flow = PlanOfFlows['flows'][number];

/** Away from town, towards it, or between places of one kind. */
type Direction = 'OUT' | 'IN' | 'LEVEL';

/** All who go from one school to another. */
export interface Pair {
  readonly key: string;
  readonly from: PlaceOnMapFragment;
  readonly to: PlaceOnMapFragment;
  readonly people: number;
  readonly direction: Direction;
  /** Its parts by post, the most people first. */
  readonly parts: readonly Flow[];
}

const remoteness = { URBAN: 0, COUNTY_TOWN: 0, TOWNSHIP_CENTRE: 1, VILLAGE: 2, TEACHING_POINT: 2 } as const;

const pairKey = (from: string, to: string): string => `${from}~${to}`;

/** Flows of posts put together by pair of schools, the most people first; `subject`: of this one alone. */
export function pairsOf(flows: readonly Flow[], subject: string | undefined): Pair[] {
  const pairs = new Map<string, Flow[]>();
  for (const flow of flows) {
    if (subject !== undefined && (flow.role ?? flow.subject?.code ?? 'none') !== subject) continue;
    const key = pairKey(flow.from.id, flow.to.id);
    pairs.set(key, [...(pairs.get(key) ?? []), flow]);
  }
  return [...pairs]
    .flatMap(([key, parts]) => {
      const [first] = parts;
      if (first === undefined) return [];
      const { from, to } = first;
      const people = parts.reduce((sum, part) => sum + part.people, 0);
      return [{ key, from, to, people, direction: directionOf(from, to), parts }];
    })
    .sort((one, other) => other.people - one.people);
}

const directionOf = (from: PlaceOnMapFragment, to: PlaceOnMapFragment): Direction => {
  const further = remoteness[to.place] - remoteness[from.place];
  return further > 0 ? 'OUT' : further < 0 ? 'IN' : 'LEVEL';
};

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Schools that can be drawn, with where on a sheet of `width` × `height`; and those whose coordinates are missing. */
export function sheetOf(schools: readonly PlaceOnMapFragment[], width: number, height: number) {
  const placed = schools.flatMap((school) => {
    const { longitude, latitude } = school;
    return typeof longitude === 'number' && typeof latitude === 'number'
      ? [{ school, longitude, latitude }]
      : [];
  });
  const missing = schools.filter(
    ({ longitude, latitude }) => typeof longitude !== 'number' || typeof latitude !== 'number',
  );
  const middle = placed.reduce((sum, { latitude }) => sum + latitude, 0) / Math.max(1, placed.length);
  const squeeze = Math.cos((middle * Math.PI) / 180);
  const flat = placed.map(({ school, longitude, latitude }) => ({
    school,
    x: longitude * squeeze,
    y: -latitude,
  }));
  const xs = flat.map(({ x }) => x);
  const ys = flat.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    (width - 2 * margin) / Math.max(right - left, 1e-9),
    (height - 2 * margin) / Math.max(bottom - top, 1e-9),
  );
  const offsetX = (width - (right - left) * scale) / 2;
  const offsetY = (height - (bottom - top) * scale) / 2;
  const points = new Map<string, Point>(
    flat.map(({ school, x, y }) => [
      school.id,
      { x: offsetX + (x - left) * scale, y: offsetY + (y - top) * scale },
    ]),
  );
  return { points, placed: flat.map(({ school }) => school), missing };
}

const margin = 48;

/** A line bent a little to one side, so that there and back do not lie on one another; it ends before the point. */
export function bend({ x, y }: Point, to: Point): string {
  const [dx, dy] = [to.x - x, to.y - y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const side = Math.min(24, length / 6);
  const [mx, my] = [(x + to.x) / 2 - uy * side, (y + to.y) / 2 + ux * side];
  const [ex, ey] = [to.x - ux * gap, to.y - uy * gap];
  return `M${round(x)} ${round(y)} Q${round(mx)} ${round(my)} ${round(ex)} ${round(ey)}`;
}

const gap = 9;
const round = (value: number) => Math.round(value * 10) / 10;
