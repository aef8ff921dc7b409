import { accountWords } from './en/account.ts';
import { allowancesWords } from './en/allowances.ts';
import { auditWords } from './en/audit.ts';
import { certificatesWords } from './en/certificates.ts';
import { commonWords } from './en/common.ts';
import { compareWords } from './en/compare.ts';
import { decisionsWords } from './en/decisions.ts';
import { gapsWords } from './en/gaps.ts';
import { importWords } from './en/import.ts';
import { indicatorsWords } from './en/indicators.ts';
import { inspectionWords } from './en/inspection.ts';
import { lettersWords } from './en/letters.ts';
import { meWords } from './en/me.ts';
import { objectionsWords } from './en/objections.ts';
import { peopleWords } from './en/people.ts';
import { planWords } from './en/plan.ts';
import { planWorkWords } from './en/plan-work.ts';
import { pointsWords } from './en/points.ts';
import { policyWords } from './en/policy.ts';
import { postingsWords } from './en/postings.ts';
import { provinceWords } from './en/province.ts';
import { publicFiguresWords } from './en/public-figures.ts';
import { recruitsWords } from './en/recruits.ts';
import { rectificationWords } from './en/rectification.ts';
import { registryWords } from './en/registry.ts';
import { roadmapWords } from './en/roadmap.ts';
import { rolloverWords } from './en/rollover.ts';
import { roundsWords } from './en/rounds.ts';
import { scenariosWords } from './en/scenarios.ts';
import { schoolWords } from './en/school.ts';
import { schoolRequestsWords } from './en/school-requests.ts';
import { signInWords } from './en/sign-in.ts';
import { todayWords } from './en/today.ts';
import { usersWords } from './en/users.ts';
import type { Shape } from './shape.ts';
import type { zhCn } from './zh-cn.ts';

/** The console's own words in English. */
export const en: Shape<typeof zhCn> = {
  ...accountWords,
  ...allowancesWords,
  ...auditWords,
  ...certificatesWords,
  ...provinceWords,
  ...commonWords,
  ...compareWords,
  ...decisionsWords,
  ...gapsWords,
  ...importWords,
  ...indicatorsWords,
  ...inspectionWords,
  ...lettersWords,
  ...meWords,
  ...objectionsWords,
  ...peopleWords,
  ...planWorkWords,
  ...planWords,
  ...pointsWords,
  ...policyWords,
  ...postingsWords,
  ...publicFiguresWords,
  ...recruitsWords,
  ...rectificationWords,
  ...registryWords,
  ...roadmapWords,
  ...rolloverWords,
  ...roundsWords,
  ...scenariosWords,
  ...schoolRequestsWords,
  ...schoolWords,
  ...signInWords,
  ...todayWords,
  ...usersWords,
};
