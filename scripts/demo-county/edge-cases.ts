import type { Teacher } from '../../solver/problem.ts';
import type { PastPosting, PrincipalRequest, Registry } from './registry.ts';

/**
 * The county with some of its town teachers put at the very edge of a rule, a day to either side of it, and
 * some given names that registers stumble over. Reckoned for moves that take effect on 1 September 2026.
 */
export function withEdgeCases(registry: Registry): Registry {
  const known = new Set(registry.postings.map(({ teacher }) => teacher));
  const plain = registry.teachers.filter(({ id, cadre, partner }) => !cadre && !partner && !known.has(id));
  const changed = new Map<string, Teacher>();
  const postings: PastPosting[] = [];
  for (const { sex, facts, postingEnded } of edges) {
    const teacher = plain.find((one) => one.sex === sex && !changed.has(one.id));
    if (!teacher) throw new RangeError('The county has too few teachers for its edge cases.');
    changed.set(teacher.id, { ...teacher, ...settled(teacher), ...facts?.(teacher) });
    if (postingEnded !== undefined) postings.push(posting(registry, teacher, postingEnded));
  }
  const named = plain.filter(({ id }) => !changed.has(id));
  for (const [index, name] of awkwardNames.entries()) {
    const teacher = named[index];
    if (teacher) changed.set(teacher.id, { ...teacher, name });
  }
  return {
    ...registry,
    teachers: registry.teachers.map((teacher) => changed.get(teacher.id) ?? teacher),
    postings: [...registry.postings, ...postings],
    requests: [...registry.requests, order],
  };
}

/** Three teachers for a teaching point that may take in two and has no bed for who comes from afar. */
const order: PrincipalRequest = {
  id: 'R2026-101',
  section: 'YA25:primary',
  subject: 'chinese',
  count: 3,
  level: 'none',
  priority: 4,
  state: 'approved',
  reason: '三名语文教师即将退休；校内无教师周转房',
};

interface Edge {
  sex: Teacher['sex'];
  facts?(teacher: Teacher): Partial<Teacher>;
  /** The last day of a posting. */
  postingEnded?: string;
}

const edges: readonly Edge[] = [
  // Six years at the school to the day, and a day less.
  { sex: 'female', facts: ({ serving }) => ({ serving: { ...serving, since: '2020-09-01' } }) },
  { sex: 'female', facts: ({ serving }) => ({ serving: { ...serving, since: '2020-09-02' } }) },
  // The day before the birthday that is one too many, and that birthday.
  { sex: 'male', facts: () => ({ born: '1975-09-02' }) },
  { sex: 'male', facts: () => ({ born: '1975-09-01' }) },
  { sex: 'female', facts: () => ({ born: '1980-09-02' }) },
  { sex: 'female', facts: () => ({ born: '1980-09-01' }) },
  // Exemptions over the day before, on the day itself, and from the day after.
  { sex: 'female', facts: exempt('nursing', '2025-09-01', '2026-08-31') },
  { sex: 'female', facts: exempt('nursing', '2025-09-02', '2026-09-01') },
  { sex: 'female', facts: exempt('pregnancy', '2026-09-02', '2027-03-31') },
  { sex: 'male', facts: exempt('serious-illness', '2026-05-06') },
  // Back from a posting for three years to the day, and a day less.
  { sex: 'male', postingEnded: '2023-08-31' },
  { sex: 'male', postingEnded: '2023-09-01' },
  // A birthday that most years lack.
  { sex: 'female', facts: () => ({ born: '1984-02-29' }) },
];

/** Rare characters, one of them outside the basic plane; a name of two parts; compound surnames; namesakes. */
const awkwardNames = ['王䶮', '李𬱖', '古丽娜尔·阿不都', '欧阳若曦', '司马一', '张敏', '张敏'];

/** Someone whom no rule about people keeps at home. */
function settled({ registered, serving }: Teacher): Partial<Teacher> {
  return {
    born: '1984-06-15',
    teachingSince: '2006-09-01',
    registered: { ...registered, since: '2012-09-01' },
    serving: { ...serving, since: '2012-09-01' },
    established: true,
    exemptions: [],
  };
}

function exempt(kind: Teacher['exemptions'][number]['kind'], from: string, until?: string) {
  return (): Partial<Teacher> => ({
    exemptions: [until === undefined ? { kind, from } : { kind, from, until }],
  });
}

function posting({ sections, schools }: Registry, teacher: Teacher, ended: string): PastPosting {
  const home = sections.find(({ id }) => id === teacher.serving.section);
  const stage = home?.stage ?? 'primary';
  const villages = new Set(schools.filter(({ place }) => place === 'village').map(({ id }) => id));
  const host = sections.find((section) => section.stage === stage && villages.has(section.school));
  return {
    teacher: teacher.id,
    from: teacher.registered.school,
    host: host?.school ?? '',
    stage,
    subject: teacher.subject ?? '',
    started: '2020-09-01',
    until: ended,
    ended,
  };
}
