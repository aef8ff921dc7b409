import { accountWords } from './zh-cn/account.ts';
import { allowancesWords } from './zh-cn/allowances.ts';
import { auditWords } from './zh-cn/audit.ts';
import { certificatesWords } from './zh-cn/certificates.ts';
import { commonWords } from './zh-cn/common.ts';
import { compareWords } from './zh-cn/compare.ts';
import { decisionsWords } from './zh-cn/decisions.ts';
import { gapsWords } from './zh-cn/gaps.ts';
import { importWords } from './zh-cn/import.ts';
import { indicatorsWords } from './zh-cn/indicators.ts';
import { inspectionWords } from './zh-cn/inspection.ts';
import { lettersWords } from './zh-cn/letters.ts';
import { meWords } from './zh-cn/me.ts';
import { objectionsWords } from './zh-cn/objections.ts';
import { peopleWords } from './zh-cn/people.ts';
import { planWords } from './zh-cn/plan.ts';
import { planWorkWords } from './zh-cn/plan-work.ts';
import { pointsWords } from './zh-cn/points.ts';
import { policyWords } from './zh-cn/policy.ts';
import { postingsWords } from './zh-cn/postings.ts';
import { provinceWords } from './zh-cn/province.ts';
import { publicFiguresWords } from './zh-cn/public-figures.ts';
import { recruitsWords } from './zh-cn/recruits.ts';
import { rectificationWords } from './zh-cn/rectification.ts';
import { registryWords } from './zh-cn/registry.ts';
import { roadmapWords } from './zh-cn/roadmap.ts';
import { rolloverWords } from './zh-cn/rollover.ts';
import { roundsWords } from './zh-cn/rounds.ts';
import { scenariosWords } from './zh-cn/scenarios.ts';
import { schoolWords } from './zh-cn/school.ts';
import { schoolRequestsWords } from './zh-cn/school-requests.ts';
import { signInWords } from './zh-cn/sign-in.ts';
import { todayWords } from './zh-cn/today.ts';
import { usersWords } from './zh-cn/users.ts';

/** The console's own words in Chinese, a file a part of the console: the shape that every other language follows. */
export const zhCn = {
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
