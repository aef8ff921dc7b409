import * as z from 'zod';
import type { Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import type { Model, Term } from '../model.ts';
import type { Posting } from '../posting.ts';
import { type ClusterKind, clusterKinds, type School, type Teacher } from '../problem.ts';
import { clusterNames } from './cluster.ts';
import { defineRule } from './rule.ts';

/**
 * Couples
 *
 * Where both of a couple teach here, they go together or not at all: whoever moves comes to the school where the other
 * then teaches. A county may count schools of one cluster, or near each other, as together. A couple that stays as it is
 * breaks nothing, however far apart.
 *
 * Source: soft rule on couples (domain C4); local rules place couples together.
 */
export const couples = defineRule({
  name: 'couples',
  title: { zh: '夫妻不分居', en: 'Couples together' },
  unit: 'people',
  source: {
    zh: '各地规定：照顾夫妻同校或就近',
    en: 'Local rules place couples together',
  },
  level: 'policy',
  clause: '夫妻双方均为教师的，统筹安排，不造成两地分居',
  settings: z.strictObject({
    /** How far apart by road two schools still are together, km; 0: no distance is. An unknown one is beyond. */
    withinKm: z.number().min(0).max(5000).default(0),
    /** Kinds of cluster whose schools are together, however far apart; none by default. */
    clusters: z.array(z.enum(clusterKinds)).default([]),
  }),

  states({ withinKm, clusters }) {
    const kinds = clusterKinds.filter((kind) => clusters.includes(kind)).map((kind) => clusterNames[kind]);
    const zh = [
      '同一所学校',
      ...kinds.map((kind) => `同一${kind.zh}的学校`),
      ...(withinKm > 0 ? [`相距不超过${withinKm}公里的学校`] : []),
    ];
    const en = [
      'one school',
      ...kinds.map((kind) => `schools of one ${kind.en}`),
      ...(withinKm > 0 ? [`schools at most ${withinKm} km apart`] : []),
    ];
    return {
      zh: `夫妻同为教师的，交流到${zh.join('或')}，否则均不交流。`,
      en: `Couples go to ${en.join(' or ')}, or neither goes.`,
    };
  },

  constrain(county, settings, model) {
    for (const [one, other] of couplesOf(county)) {
      hold(county, settings, model, one, other);
      hold(county, settings, model, other, one);
    }
  },

  *audit(county, settings, postings) {
    const moves = new Map(postings.map((posting) => [posting.teacher, posting]));
    for (const [one, other] of couplesOf(county)) {
      const made = [one, other].flatMap((teacher) => moves.get(teacher) ?? []);
      if (made.length === 0) continue;
      const [left, right] = [one, other].map((teacher) => hostOf(county, teacher, moves.get(teacher)));
      if (!left || !right || together(county, settings, left, right)) continue;
      yield {
        teachers: [one.id, other.id],
        sections: made.map(({ opening }) => opening.section.id),
        amount: made.length,
        text: {
          zh: `${one.name}与${other.name}夫妻将分在${left.name}和${right.name}。`,
          en: `${one.name} and ${other.name}, a couple, would teach at ${left.name} and ${right.name}.`,
        },
      };
    }
  },

  accepts(county, settings, postings) {
    const { withinKm } = settings;
    const apart = apartOf(county, settings, postings);
    const known = apart.filter((km) => km !== null);
    if (apart.length === 0 || known.length < apart.length) return null;
    const reached = Math.ceil(Math.max(...known));
    return {
      figure: 'withinKm',
      asked: withinKm,
      reached,
      text: {
        zh: `将夫妻两校相距上限由${withinKm}公里放宽到${reached}公里`,
        en: `accept ${reached} km between a couple's schools in place of ${withinKm}`,
      },
    };
  },
});

interface Reach {
  withinKm: number;
  clusters: readonly ClusterKind[];
}

/** How far apart those couples would be of whom somebody goes, where they are not together; null: not known. */
function apartOf(county: Case, reach: Reach, postings: readonly Posting[]): (number | null)[] {
  const moves = new Map(postings.map((posting) => [posting.teacher, posting]));
  return couplesOf(county).flatMap(([one, other]) => {
    if (!moves.has(one) && !moves.has(other)) return [];
    const [left, right] = [hostOf(county, one, moves.get(one)), hostOf(county, other, moves.get(other))];
    return together(county, reach, left, right) ? [] : [county.apart(left, right)];
  });
}

/** Each couple once. */
const couplesOf = (county: Case): [Teacher, Teacher][] =>
  county.teachers.flatMap((teacher): [Teacher, Teacher][] =>
    teacher.partner !== undefined && teacher.id < teacher.partner
      ? [[teacher, county.teacher(teacher.partner)]]
      : [],
  );

/**
 * Whoever of the two goes to a school, the other stays together with it or comes there. Beside that, one row for all
 * the schools apart from where the other is, and one for all that are not: these follow, as nobody goes to two schools,
 * but tell an engine that thirds of somebody at three schools take the other along for more than a third.
 */
function hold(county: Case, reach: Reach, model: Model, mover: Teacher, partner: Teacher): void {
  const going = grouped(model.of(mover.id), (column) => model.candidates[column]?.opening.school);
  if (going.size === 0) return;
  const stays = hostOf(county, partner, undefined);
  const partners = model
    .of(partner.id)
    .map((column) => ({ column, school: model.candidates[column]?.opening.school }));
  const within = (school: School, other: School | undefined) =>
    other !== undefined && together(county, reach, school, other);
  const write = (schools: readonly School[], beside: boolean, name: string) => {
    const terms = schools.flatMap((school) => going.get(school) ?? []).map((column): Term => [column, 1]);
    const others = partners.filter(({ school: other }) =>
      beside
        ? !schools.some((school) => within(school, other))
        : schools.some((school) => within(school, other)),
    );
    const sign = beside ? 1 : -1;
    const row = [...terms, ...others.map(({ column }): Term => [column, sign])];
    model.atMost('couples', JSON.stringify([mover.id, name]), row, beside ? 1 : 0);
  };
  const schools = [...going.keys()].filter((school) => school !== undefined);
  for (const school of schools) write([school], within(school, stays), school.id);
  if (model.relaxes('couples')) return;
  for (const [beside, several] of grouped(schools, (school) => within(school, stays))) {
    if (several.length > 1) write(several, beside, beside ? ':within' : ':beyond');
  }
}

const hostOf = (county: Case, { serving }: Teacher, move: Posting | undefined): School =>
  move?.opening.school ?? county.school(county.section(serving.section).school);

const together = (county: Case, { withinKm, clusters }: Reach, one: School, other: School): boolean => {
  if (one === other) return true;
  if (county.clustersOf(one, clusters).some((id) => other.clusters.includes(id))) return true;
  const km = county.apart(one, other);
  return km !== null && km <= withinKm && withinKm > 0;
};
