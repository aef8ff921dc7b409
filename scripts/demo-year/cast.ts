import { idOf } from '../../schema/ids.ts';
import { invite } from '../../server/accounts/invitations.ts';
import type { Words } from '../../solver/plan.ts';
import { type Person, password, personAt } from './people.ts';
import type { Stage } from './stage.ts';

/** A school as the demo needs to know it. */
export interface School {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly place: string;
  readonly sections: readonly { readonly id: string; readonly stage: string }[];
}

/** Who plays: officers from the first day, principals and teachers as the year comes to them. */
export interface Cast {
  readonly countyId: string;
  readonly countyCode: string;
  /** Keeps accounts and rounds. */
  readonly head: Person;
  /** Plans. */
  readonly planner: Person;
  /** Plans at the same time, and answers objections. */
  readonly second: Person;
  /** Approves. */
  readonly approver: Person;
  readonly inspector: Person;
  readonly province: Person;
  readonly schools: readonly School[];
  /** By id, as the API gives it. */
  school(id: string): School;
  /** The school's principal; who has no account yet is invited. */
  principalOf(schoolId: string): Promise<Person>;
  /** The teacher, in the same way. */
  teacher(teacher: Named): Promise<Person>;
}

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly staffNumber: string;
}

const offices = {
  hr: { zh: '人事科', en: 'HR officer' },
  approver: { zh: '分管局领导', en: 'deputy director' },
  inspector: { zh: '督导室', en: 'inspector' },
  province: { zh: '省教育厅', en: 'province officer' },
} as const satisfies Record<string, Words>;

/** Invites officers: the first by the operator, the others by their administrator, as an installation begins. */
export async function openCast(stage: Stage, countyId: string, countyCode: string): Promise<Cast> {
  const { db } = stage.database;
  const { provinceId } = await db.county.findUniqueOrThrow({ where: { id: countyId } });
  const county = idOf('County', countyId);
  const head = await byOperator(stage, '赵敏', 'hr.head', offices.hr, {
    role: 'hr-officer',
    countyId,
    administrator: true,
  });
  const province = await byOperator(stage, '吴岚', 'province', offices.province, {
    role: 'province-officer',
    provinceId,
    administrator: true,
  });
  head.tells('accounts-begun', {
    zh: '凭运维人员发出的邀请设定首个密码，成为本县账号管理员。',
    en: 'takes up the operator’s invitation with a first password, and keeps the county’s accounts from now on.',
  });
  province.tells('accounts-begun', {
    zh: '凭运维人员发出的邀请设定首个密码。',
    en: 'takes up the operator’s invitation with a first password.',
  });
  const officer = (name: string, at: string, office: Words, grant: object) =>
    invited(stage, head, { email: `${at}@year.example`, name, office }, [grant]);
  const hr = { role: 'HR_OFFICER', countyId: county };
  const planner = await officer('钱立', 'hr.planner', offices.hr, hr);
  const second = await officer('孙莉', 'hr.second', offices.hr, hr);
  const approver = await officer('周涛', 'approver', offices.approver, hr);
  const inspector = await officer('郑宁', 'inspector', offices.inspector, {
    role: 'INSPECTOR',
    countyId: county,
  });
  head.tells('officers-invited', {
    zh: '邀请钱立、孙莉、周涛、郑宁，各自凭邀请设定首个密码。',
    en: 'invites 钱立, 孙莉, 周涛 and 郑宁; each takes up the invitation with a first password.',
  });
  const { county: found } = await head.reads<{ county: { schools: { nodes: School[] } } }>(
    `query ($code: String!) { county(code: $code) {
      schools(first: 200, filter: { ownership: PUBLIC }) { nodes { id code name place sections { id stage } } } } }`,
    { code: countyCode },
  );
  const schools = found.schools.nodes;
  const known = new Map<string, Promise<Person>>();
  const once = (key: string, make: () => Promise<Person>): Promise<Person> => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make();
    known.set(key, made);
    return made;
  };
  const school = (id: string): School => {
    const one = schools.find((candidate) => candidate.id === id);
    if (one === undefined) throw new Error(`The county has no public school ${id}.`);
    return one;
  };
  return {
    countyId: county,
    countyCode,
    head,
    planner,
    second,
    approver,
    inspector,
    province,
    schools,
    school,
    principalOf: (id) =>
      once(id, async () => {
        const { code, name } = school(id);
        const { county: led } = await head.reads<{ county: { teachers: { nodes: Named[] } } }>(
          `query ($code: String!, $id: ID!) { county(code: $code) {
            teachers(first: 1, orderBy: STAFF_NUMBER, filter: { servingSchoolId: $id, cadreRoles: [PRINCIPAL] }) { nodes { id name staffNumber } } } }`,
          { code: countyCode, id },
        );
        const [leader] = led.teachers.nodes;
        const login = {
          email: `principal.${code.toLowerCase()}@year.example`,
          // Small schools have no principal of their own on file: the head of the school is called by it.
          name: leader?.name ?? `${name}负责人`,
          office: { zh: `${name}校长`, en: `principal of ${name}` },
        };
        return invited(stage, head, login, [{ role: 'PRINCIPAL', schoolId: id }]);
      }),
    teacher: ({ id, name, staffNumber }) =>
      once(id, () =>
        invited(
          stage,
          head,
          {
            email: `teacher.${staffNumber.toLowerCase()}@year.example`,
            name,
            office: { zh: '教师', en: 'teacher' },
          },
          [{ role: 'TEACHER', teacherId: id }],
        ),
      ),
  };
}

async function byOperator(
  stage: Stage,
  name: string,
  at: string,
  office: Words,
  grant: Parameters<typeof invite>[2]['grants'][number],
): Promise<Person> {
  const email = `${at}@year.example`;
  const { secret } = await invite(stage, null, { email, name, grants: [grant] });
  return settled(stage, { email, name, office }, secret);
}

/** Asks somebody in, who sets the first password. */
async function invited(
  stage: Stage,
  by: Person,
  login: Person['login'],
  grants: readonly object[],
): Promise<Person> {
  const { email, name } = login;
  const { secret } = await by.does<{ secret: string }>(
    'inviteUser',
    { email, name, grants },
    '... on Invited { secret }',
  );
  return settled(stage, login, secret);
}

async function settled(stage: Stage, login: Person['login'], secret: string): Promise<Person> {
  const person = personAt(stage, login);
  await person.does('acceptInvitation', { secret, password }, '... on PasswordSet { email }');
  return person;
}
