import { demo } from '../../data/demo.ts';
import { monthsBetween, plusDays } from '../../solver/calendar.ts';
import { grouped } from '../../solver/grouped.ts';
import {
  type Problem,
  problem,
  type School,
  type Section,
  type Stage,
  type Teacher,
} from '../../solver/problem.ts';
import { defaultCurriculum, defaultLoad, defaultPolicy } from '../../solver/standards.ts';

/** The facts of one county as its bureau would hand them in: what sheets are printed from and problems made of. */
export interface Registry {
  county: { code: string; name: string };
  /** The autumn the planned school year starts in, and the day its moves take effect. */
  schoolYear: number;
  effective: string;
  zones: readonly Zone[];
  clusters: readonly Cluster[];
  schools: readonly School[];
  sections: readonly Section[];
  teachers: readonly Teacher[];
  postings: readonly PastPosting[];
  requests: readonly PrincipalRequest[];
  wishes: Problem['wishes'];
}

/** Remoteness tier; `monthly` is the area allowance in yuan. */
export interface Zone {
  code: string;
  name: string;
  tier: number;
  monthly: number;
}

export interface Cluster {
  code: string;
  name: string;
  kind: 'pool' | 'pair';
}

/** A stay at a host school, by form order-based and without the relation; it goes on where `ended` is absent. */
export interface PastPosting {
  teacher: string;
  /** School codes of home and host. */
  from: string;
  host: string;
  /** Of both schools. */
  stage: Stage;
  subject: string;
  started: string;
  /** The planned last day. */
  until: string;
  ended?: string;
}

export type PrincipalRequest = Problem['requests'][number] & {
  state: 'submitted' | 'approved' | 'refused' | 'withdrawn';
  reason: string;
};

/** The registry as a problem under the default standards, for planning without a database. */
export function problemOf(registry: Registry): Problem {
  const postings = grouped(registry.postings, ({ teacher }) => teacher);
  return problem.parse({
    format: 'junheng-problem/1',
    county: registry.county,
    schoolYear: registry.schoolYear,
    effective: registry.effective,
    curriculum: defaultCurriculum,
    load: defaultLoad,
    policy: defaultPolicy,
    schools: registry.schools,
    sections: registry.sections,
    teachers: registry.teachers.map((teacher) => ({
      ...teacher,
      ...served(postings.get(teacher.id) ?? [], registry.effective),
    })),
    requests: registry.requests
      .filter(({ state }) => state === 'approved')
      .map(({ state: _state, reason: _reason, ...request }) => request),
    wishes: registry.wishes,
    ...tied(registry),
    allowance: allowanceOf(registry),
  });
}

/** The clusters that schools name; none where they name none. */
function tied({ clusters, schools }: Registry): Pick<Problem, 'clusters'> {
  const named = new Set(schools.flatMap((school) => school.clusters));
  const found = clusters.filter(({ code }) => named.has(code)).map(({ code, kind }) => ({ id: code, kind }));
  return found.length > 0 ? { clusters: found } : {};
}

/** The county's subsidies, by the zones that schools lie in and by years of teaching. */
function allowanceOf({ zones, schools }: Registry): Problem['allowance'] {
  const { version, body } = demo.allowance;
  const lived = new Set(schools.map(({ zone }) => zone));
  const area = zones
    .filter(({ code, monthly }) => lived.has(code) && monthly > 0)
    .map(({ code, monthly }) => ({ zone: code, monthly }));
  return { version, months: body.months, perHead: 0, area, transport: [...body.transport] };
}

/** What follows from a teacher's postings; the hosts of these counties are all rural. */
function served(postings: readonly PastPosting[], effective: string) {
  const running = postings.find(({ ended }) => ended === undefined);
  const ended = postings
    .flatMap((posting) => posting.ended ?? [])
    .toSorted()
    .at(-1);
  const months = postings
    .map(({ started, ended }) => monthsBetween(started, ended ? plusDays(ended, 1) : effective))
    .reduce((all, some) => all + some, 0);
  return {
    ruralYears: months / 12,
    ...(ended !== undefined && { lastPosting: { ended } }),
    ...(running && {
      posting: { home: `${running.from}:${running.stage}`, since: running.started, until: running.until },
    }),
  };
}
