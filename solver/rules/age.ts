import * as z from 'zod';
import { completeYears, monthsBetween, plusYears } from '../calendar.ts';
import type { Figures, Words } from '../plan.ts';
import type { Teacher } from '../problem.ts';
import { type RetirementRows, retirement2025, retirementDay, retirementRows } from '../retirement.ts';
import { type Bar, defineRule } from './rule.ts';

const years = z.int().min(18).max(80);

/**
 * Age
 *
 * Either an age cap (a man of 50 may go, of 51 not; a woman of 45, of 46 not), or more than five years left to
 * retirement. Cadres who rotate as such have caps of their own.
 *
 * Source: cap from Gansu, years to retirement from Beijing 2021 (domain A2); retirement ages from the 2024
 * decision that raises them month by month from 2025.
 */
export const age = defineRule({
  name: 'age',
  title: { zh: '年龄', en: 'Age' },
  unit: 'years',
  source: {
    zh: '甘肃：教师男50周岁、女45周岁以下，校长男55周岁、女50周岁以下；北京2021年：距退休五年以上',
    en: 'Gansu: men to 50, women to 45, heads to 55 and 50; Beijing 2021: more than five years to retirement',
  },
  level: 'policy',
  clause: '男教师不超过50周岁，女教师不超过45周岁',
  settings: z.strictObject({
    variant: z.enum(['cap', 'to-retirement']).default('cap'),
    /** The highest age in complete years (variant `cap`). */
    male: years.default(50),
    female: years.default(45),
    /** The same for cadres who rotate as such. */
    maleCadre: years.default(55),
    femaleCadre: years.default(50),
    /** More than so many years must remain to retirement (variant `to-retirement`). */
    remaining: z.int().min(0).max(40).default(5),
    retirement: retirementRows.default(retirement2025.rows),
  }),

  states: ({ variant, male, female, remaining }) =>
    variant === 'cap'
      ? {
          zh: `男教师不超过${male}周岁，女教师不超过${female}周岁。`,
          en: `Men up to ${male} and women up to ${female} years of age are exchanged.`,
        }
      : {
          zh: `距退休须超过${remaining}年。`,
          en: `More than ${remaining} years must remain to retirement.`,
        },

  bars({ problem: { effective }, rotates }, settings, teacher) {
    if (settings.variant === 'cap') {
      const group = rotates(teacher) ? (`${teacher.sex}Cadre` as const) : teacher.sex;
      return beyondCap(teacher, settings[group], capNames[group], effective);
    }
    const retires = retirementDay(teacher, settings.retirement);
    return retires === null ? null : nearRetirement(retires, settings.remaining, effective);
  },

  accepts({ problem: { effective }, rotates }, settings, postings) {
    const teachers = postings.map(({ teacher }) => teacher);
    if (settings.variant === 'to-retirement') return fewerYearsLeft(settings, effective, teachers);
    const beyond = teachers
      .map((teacher) => ({
        figure: rotates(teacher) ? (`${teacher.sex}Cadre` as const) : teacher.sex,
        reached: completeYears(teacher.born, effective),
      }))
      .filter(({ figure, reached }) => reached > settings[figure]);
    const [first] = beyond;
    if (!first || beyond.some(({ figure }) => figure !== first.figure)) return null;
    const asked = settings[first.figure];
    const reached = Math.max(...beyond.map((one) => one.reached));
    const who = capNames[first.figure];
    return {
      figure: first.figure,
      asked,
      reached,
      text: {
        zh: `将${who.zh}年龄上限由${asked}周岁提高到${reached}周岁`,
        en: `accept ${reached} years of age in place of ${asked} for ${who.en}`,
      },
    };
  },
});

/** Whom each cap is for. */
const capNames = {
  male: { zh: '男教师', en: 'men' },
  female: { zh: '女教师', en: 'women' },
  maleCadre: { zh: '男干部', en: 'men who are cadres' },
  femaleCadre: { zh: '女干部', en: 'women who are cadres' },
};

/** The most years that everybody has left to retirement, where that is fewer than asked. */
function fewerYearsLeft(
  { remaining, retirement: rows }: { remaining: number; retirement: RetirementRows },
  effective: string,
  teachers: readonly Teacher[],
) {
  const days = teachers.flatMap((teacher) => retirementDay(teacher, rows) ?? []);
  let reached = remaining;
  while (reached >= 0 && days.some((day) => plusYears(effective, reached) >= day)) reached -= 1;
  if (reached < 0 || reached === remaining) return null;
  return {
    figure: 'remaining',
    asked: remaining,
    reached,
    text: {
      zh: `将距退休年限由${remaining}年降为${reached}年`,
      en: `accept ${reached} years to retirement in place of ${remaining}`,
    },
  };
}

function beyondCap({ born }: Teacher, cap: number, group: Words, effective: string): Bar | null {
  const reached = completeYears(born, effective);
  if (reached <= cap) return null;
  return bar(
    reached - cap,
    { age: reached, cap },
    {
      zh: `${reached}周岁，超过${group.zh}${cap}周岁的上限。`,
      en: `Aged ${reached}; the cap for ${group.en} is ${cap}.`,
    },
  );
}

function nearRetirement(retires: string, remaining: number, effective: string): Bar | null {
  if (plusYears(effective, remaining) < retires) return null;
  const left = monthsBetween(effective, retires);
  return bar(
    Math.max(1, remaining * 12 - left) / 12,
    { retires, remaining },
    {
      zh: `${retires}到退休年龄，距退休不超过${remaining}年。`,
      en: `Reaches retirement on ${retires}: not more than ${remaining} years remain.`,
    },
  );
}

const bar = (amount: number, figures: Figures, text: Words): Bar => ({ amount, figures, text });
