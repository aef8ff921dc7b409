import { plural } from './amounts.ts';
import type { Case } from './case.ts';
import type { Finding, Words } from './plan.ts';
import { sectionsInWords } from './section-name.ts';

/** That no plan exists, and not which rules clash: nobody asked, or the search for them was stopped. */
export const undiagnosed = (asked: boolean): Finding => ({
  rule: asked ? 'diagnosis-cut-short' : 'diagnosis-not-asked',
  level: 'note',
  teachers: [],
  sections: [],
  amount: 0,
  unit: 'clashes',
  text: asked
    ? {
        zh: '没有可行方案已经证明；查找冲突规则的过程被中止，本结果未说明哪些规则冲突。',
        en: 'That no plan exists is proven; the search for the rules that clash was stopped, so they are not named.',
      }
    : {
        zh: '没有可行方案已经证明；未要求诊断，本结果未说明哪些规则冲突。',
        en: 'That no plan exists is proven; no diagnosis was asked for, so the rules that clash are not named.',
      },
});

/** A grade of a section, with what it has. */
interface Grade {
  readonly section: string;
  readonly classes: number;
  /** Undefined: the section tells no grade's pupils. */
  readonly pupils: number | undefined;
}

const isUntaught = ({ classes, pupils = 0 }: Grade): boolean => classes === 0 && pupils > 0;
const isHalfEmpty = ({ classes, pupils = classes }: Grade): boolean => classes > pupils;

/** The grades whose classes and pupils do not go together in this way. */
const unlike = ({ sections }: Case['problem'], how: (grade: Grade) => boolean): Grade[] =>
  sections.flatMap(({ id, classes, pupils }) =>
    [...new Set([...Object.keys(classes), ...Object.keys(pupils)])]
      .map((grade) => ({
        section: id,
        classes: classes[grade] ?? 0,
        pupils: Object.keys(pupils).length === 0 ? undefined : (pupils[grade] ?? 0),
      }))
      .filter(how),
  );

const sectionsIn = (grades: readonly Grade[]): string[] => [...new Set(grades.map(({ section }) => section))];

/** What a plan rests on that its reader may not expect: why nobody goes, and what the problem leaves out. No breaches. */
export function notesOf(county: Case): Finding[] {
  const { problem, teachers, openings, candidates } = county;
  const goers = teachers.filter((teacher) => county.barred(teacher) === null).length;
  const unplaced = problem.schools.filter(({ location }) => location === undefined).length;
  const notes: Finding[] = [];
  const note = (rule: string, amount: number, unit: string, text: Words, sections: string[] = []) =>
    notes.push({ rule, level: 'note', teachers: [], sections, amount, unit, text });

  const [untaught, halfEmpty] = [unlike(problem, isUntaught), unlike(problem, isHalfEmpty)];
  if (untaught.length > 0) {
    const places = sectionsInWords(county, sectionsIn(untaught));
    note(
      'pupils-without-class',
      untaught.length,
      'grades',
      {
        zh: `${places.zh}有${untaught.length}个年级有学生而没有班级，这些年级未计需求。`,
        en: `${plural(untaught.length, 'grade has', 'grades have')} pupils and no class at ${places.en}: nothing is needed for them here.`,
      },
      sectionsIn(untaught),
    );
  }
  if (halfEmpty.length > 0) {
    const places = sectionsInWords(county, sectionsIn(halfEmpty));
    note(
      'more-classes-than-pupils',
      halfEmpty.length,
      'grades',
      {
        zh: `${places.zh}有${halfEmpty.length}个年级的班级数多于学生数，需求按班级数计算。`,
        en: `${plural(halfEmpty.length, 'grade has', 'grades have')} more classes than pupils at ${places.en}: need is reckoned by the classes.`,
      },
      sectionsIn(halfEmpty),
    );
  }
  if (teachers.length === 0) {
    note('no-teachers', 0, 'teachers', {
      zh: '数据中没有教师，没有人可以交流。',
      en: 'The problem lists no teachers, so nobody can go.',
    });
  } else if (goers === 0) {
    note('nobody-may-go', teachers.length, 'teachers', {
      zh: `全部${teachers.length}名教师均不符合交流条件，各人的理由见名单。`,
      en: `None of the ${teachers.length} teachers may go; each one's reason says why.`,
    });
  }
  if (openings.length === 0) {
    note('no-openings', problem.sections.length, 'sections', {
      zh: `${problem.sections.length}个学部均没有空缺岗位。`,
      en: `None of the ${problem.sections.length} sections has a post open.`,
    });
  }
  if (goers > 0 && openings.length > 0 && candidates.length === 0) {
    note('nothing-fits', goers, 'teachers', {
      zh: `${goers}名教师符合交流条件，但没有一处空缺适合其中任何人。`,
      en: `${goers} teachers may go, and no post open fits any of them.`,
    });
  }
  if (unplaced > 0 && unplaced === problem.schools.length) {
    note('no-distances', unplaced, 'schools', {
      zh: `${unplaced}所学校均无坐标，所有路程不明。`,
      en: `None of the ${unplaced} schools has a location: every distance is unknown.`,
    });
  } else if (unplaced > 0) {
    note('some-distances-missing', unplaced, 'schools', {
      zh: `${problem.schools.length}所学校中有${unplaced}所无坐标，往返这些学校的路程不明。`,
      en: `${unplaced} of ${problem.schools.length} schools ${unplaced === 1 ? 'has' : 'have'} no location: distances from and to ${unplaced === 1 ? 'it' : 'them'} are unknown.`,
    });
  }
  if (problem.budget !== undefined && problem.allowance === undefined) {
    note('no-allowance', problem.budget, 'yuan', {
      zh: `有经费预算${problem.budget}元而无补助标准，预算不起作用。`,
      en: `There is a budget of ${problem.budget} yuan and no allowance standard: the budget limits nothing.`,
    });
  }
  return notes;
}
