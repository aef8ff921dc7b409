import { completeYears, plusDays, plusYears } from '../../solver/calendar.ts';
import type { Point } from '../../solver/distance.ts';
import type { Stage, Teacher } from '../../solver/problem.ts';
import type { Draw } from '../../test/support/draw.ts';
import { weighted } from './chance.ts';
import { nameOf } from './names.ts';
import type { Place } from './staffing.ts';

/** A person for a place; `number` is the staff number, `seat` the middle of the county town. */
export function personOf(chance: Draw, place: Place, number: string, year: number, seat: Point): Teacher {
  const { site, subject } = place;
  const { section, school, inTown } = site;
  const sex = chance.chance(section.stage === 'primary' ? 0.7 : 0.56) ? 'female' : 'male';
  const age = ageOf(chance, inTown, sex);
  const taught = Math.max(1, age - chance.int(22, 25));
  const stay = Math.min(taught, stayOf(chance, inTown));
  const since = stay === taught ? september(year - taught) : arrival(chance, year - stay);
  return {
    id: number,
    name: nameOf(chance, sex),
    sex,
    born: plusDays(plusYears(september(year), -age), -chance.int(1, 360)),
    established: chance.chance(inTown ? 0.985 : 0.94),
    education: educationOf(chance, age, section.stage),
    title: titleOf(chance, taught),
    backbone: backboneOf(chance, inTown, taught),
    certificates: certificatesOf(chance, place),
    subject,
    ...(place.secondSubject !== undefined && { secondSubject: place.secondSubject }),
    fte: 1,
    classTeacher: place.classTeacher,
    teachingSince: september(year - taught),
    registered: { school: school.id, since },
    serving: { section: section.id, since },
    ...homeOf(chance, place, seat),
    exemptions: exemptionsOf(chance, sex, age, year),
    ruralYears: 0,
  };
}

/** Marries one in twenty-five of the staff to a colleague of about the same age. */
export function marry(chance: Draw, teachers: readonly Teacher[]): void {
  const shuffled = chance.shuffled(teachers);
  const men = shuffled.filter(({ sex }) => sex === 'male');
  const women = shuffled.filter(({ sex }) => sex === 'female').slice(0, Math.round(teachers.length / 50));
  for (const woman of women) {
    const at = men.findIndex(({ born }) => Math.abs(completeYears(woman.born, born)) <= 4);
    const [man] = at < 0 ? [] : men.splice(at, 1);
    if (!man) continue;
    woman.partner = man.id;
    man.partner = woman.id;
  }
}

export const september = (year: number): string => `${year}-09-01`;

function ageOf(chance: Draw, inTown: boolean, sex: Teacher['sex']): number {
  const oldest = sex === 'female' ? 54 : 59;
  const [least, most] = weighted<readonly [number, number]>(
    chance,
    inTown
      ? [
          [2, [24, 29]],
          [4, [30, 39]],
          [4, [40, 47]],
          [2, [48, oldest]],
        ]
      : [
          [4, [23, 29]],
          [3, [30, 38]],
          [2, [39, 47]],
          [4, [48, oldest]],
        ],
  );
  return chance.int(least, most);
}

/** Years at the present school: towns draw teachers who have taught elsewhere, villages lose them. */
function stayOf(chance: Draw, inTown: boolean): number {
  const [least, most] = weighted<readonly [number, number]>(chance, [
    [inTown ? 5 : 8, [1, 5]],
    [inTown ? 9 : 7, [6, 12]],
    [inTown ? 5 : 5, [13, 36]],
  ]);
  return chance.int(least, most);
}

/** Most arrive with the school year, some in the summer before or in the spring of it. */
function arrival(chance: Draw, year: number): string {
  const day = weighted(chance, [
    [8, '09-01'],
    [1, '08-20'],
    [1, '07-15'],
  ]);
  return `${year}-${day}`;
}

function educationOf(chance: Draw, age: number, stage: Stage): NonNullable<Teacher['education']> {
  if (age >= 48) {
    return weighted(chance, [
      [1, 'below-college'],
      [stage === 'primary' ? 7 : 4, 'college'],
      [8, 'bachelor'],
    ]);
  }
  return weighted(chance, [
    [stage === 'primary' ? 4 : 1, 'college'],
    [14, 'bachelor'],
    [1, 'master'],
  ]);
}

function titleOf(chance: Draw, taught: number): Teacher['title'] {
  if (taught < 2) return 'none';
  if (taught < 5) return chance.chance(0.6) ? 'third' : 'second';
  if (taught < 12) return chance.chance(0.85) ? 'second' : 'first';
  if (taught < 20) return chance.chance(0.75) ? 'first' : 'second';
  return weighted(chance, [
    [60, 'first'],
    [29, 'senior'],
    [1, 'full-senior'],
    [10, 'second'],
  ]);
}

function backboneOf(chance: Draw, inTown: boolean, taught: number): Teacher['backbone'] {
  if (taught < 7 || !chance.chance(inTown ? 0.22 : 0.12)) return 'none';
  return weighted(chance, [
    [9, 'school'],
    [inTown ? 7 : 4, 'county'],
    [inTown ? 3 : 1, 'city'],
    [inTown ? 1 : 0, 'province'],
  ]);
}

/** Some teach what they hold no certificate for; some may teach the other stage, or a second subject. */
function certificatesOf(
  chance: Draw,
  { site: { section }, subject, secondSubject }: Place,
): Teacher['certificates'] {
  const other: Stage = section.stage === 'primary' ? 'junior' : 'primary';
  const own = chance.chance(0.965);
  const held: Teacher['certificates'] = [
    own
      ? { subject, stage: section.stage, rank: 'main' }
      : { subject: subject === 'chinese' ? 'morality' : 'chinese', stage: section.stage, rank: 'main' },
  ];
  if (own && chance.chance(section.stage === 'junior' ? 0.22 : 0.06)) {
    held.push({ subject, stage: other, rank: 'second' });
  }
  if (secondSubject !== undefined && chance.chance(0.7)) {
    held.push({ subject: secondSubject, stage: section.stage, rank: 'second' });
  }
  return held.filter(
    (one, index) =>
      held.findIndex(({ subject, stage }) => subject === one.subject && stage === one.stage) === index,
  );
}

/** Town teachers live in the seat, the others there or near their school; of some it is not known. */
function homeOf(chance: Draw, { site: { school, inTown } }: Place, seat: Point): Pick<Teacher, 'home'> {
  if (!chance.chance(0.75)) return {};
  const { longitude, latitude } = inTown || chance.chance(0.4) ? seat : (school.location ?? seat);
  const near = (degrees: number) => Math.round((degrees + chance.int(-200, 200) / 10_000) * 10_000) / 10_000;
  return { home: { longitude: near(longitude), latitude: near(latitude) } };
}

/** Most exemptions in the files are past: only their days say which are in force. */
function exemptionsOf(chance: Draw, sex: Teacher['sex'], age: number, year: number): Teacher['exemptions'] {
  const span = (kind: Teacher['exemptions'][number]['kind'], from: string, months: number) => [
    { kind, from, until: plusDays(from, months * 30) },
  ];
  const recent = () => plusDays(september(year), -chance.int(20, 700));
  if (sex === 'female' && age >= 24 && age <= 38 && chance.chance(0.1)) {
    return chance.chance(0.5) ? span('pregnancy', recent(), 9) : span('nursing', recent(), 12);
  }
  if (age >= (sex === 'female' ? 53 : 58) && chance.chance(0.6)) {
    return [{ kind: 'near-retirement', from: september(year - 1) }];
  }
  if (chance.chance(0.012)) return span('serious-illness', recent(), chance.pick([12, 24]));
  if (chance.chance(0.008)) return span('leave', recent(), 12);
  if (chance.chance(0.014)) return span('secondment', recent(), 24);
  return chance.chance(0.008) ? [{ kind: 'sole-carer', from: recent() }] : [];
}
