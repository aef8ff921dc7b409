import type { Page } from 'playwright-core';
import { ask, solving } from './browse.ts';
import { handPlanToShow, planToShow } from './plans.ts';
import { importRecruits } from './recruits.ts';
import { clashToShow, orderedPlanToShow, provisionalPlanToShow, scenariosToShow } from './rounds-to-show.ts';

/** A page of the console as one role opens it in the demo county. */
export interface ConsolePage {
  /** Names its picture in docs/tour: stable, in kebab case. */
  readonly name: string;
  readonly role: 'hr-officer' | 'principal' | 'teacher' | 'inspector' | 'province-officer';
  /** Its heading in the tour: what one does there. */
  readonly about: { readonly zh: string; readonly en: string };
  /** Where it is; found out with the reader's login where it holds an id. */
  readonly path: string | ((page: Page) => Promise<string>);
  /** Opens what the page shows on demand (a drawer, a tab), before it is looked at. */
  readonly open?: (page: Page) => Promise<void>;
  /** As on a phone. */
  readonly phone?: true;
}

/** Every page of the console, one line a page and role: walked by every-page.test.ts and by the tour. */
export const consolePages: readonly ConsolePage[] = [
  {
    name: 'today',
    role: 'hr-officer',
    path: '/today',
    about: { zh: '今天要办什么', en: 'What waits today' },
  },
  {
    name: 'today-window',
    role: 'hr-officer',
    path: '/today',
    open: async (page) => {
      await page
        .getByRole('combobox', { name: '增设时段' })
        .or(page.getByRole('button', { name: /^调整时段/ }))
        .first()
        .waitFor();
      const set = page.getByRole('button', { name: /^调整时段/ }).first();
      if ((await set.count()) > 0) await set.click();
      else await page.getByRole('combobox', { name: '增设时段' }).first().selectOption({ index: 1 });
      await page.getByRole('button', { name: '保存时段' }).waitFor();
    },
    about: { zh: '设定一个时段', en: 'Setting a window' },
  },
  {
    name: 'policy',
    role: 'hr-officer',
    path: '/policy',
    about: { zh: '按什么规则安排', en: 'By what rules' },
  },
  {
    name: 'policy-rule',
    role: 'hr-officer',
    path: '/policy?rule=tenure',
    open: async (page) => {
      await page.getByRole('dialog').getByRole('button', { name: '列入草稿' }).waitFor();
    },
    about: { zh: '试改一条规则', en: 'Another figure for a rule' },
  },
  {
    name: 'policy-draft',
    role: 'hr-officer',
    path: '/policy?rule=tenure',
    open: async (page) => {
      await page.getByRole('dialog').getByLabel('年数').fill('5');
      await page.getByRole('dialog').getByRole('button', { name: '列入草稿' }).click();
      await page.getByRole('heading', { name: '改动草稿' }).waitFor();
    },
    about: { zh: '试算改动，录入新版本', en: 'A draft to try and to enter' },
  },
  {
    name: 'policy-trial',
    role: 'hr-officer',
    path: '/policy?rule=tenure',
    open: async (page) => {
      const round = await roundPath(page);
      await page.getByRole('dialog').getByLabel('年数').fill('5');
      await page.getByRole('dialog').getByRole('button', { name: '列入草稿' }).click();
      const draft = page.getByRole('region', { name: '改动草稿' });
      await draft.getByLabel('用哪个轮次试算').selectOption(round.split('/').at(-1) ?? '');
      await draft.getByRole('button', { name: '试算' }).click();
      await draft.getByRole('region', { name: '试算结果' }).waitFor({ timeout: solving });
      await pointerAway(page);
    },
    about: { zh: '试算一条规则的改动', en: 'What another figure would come to' },
  },
  {
    name: 'users',
    role: 'hr-officer',
    path: '/users',
    open: async (page) => {
      await page.getByRole('button', { name: '邀请用户' }).click();
      await page.getByRole('button', { name: '建立邀请' }).waitFor();
    },
    about: { zh: '账号、邀请和审批人', en: 'Accounts, invitations, approvers' },
  },
  {
    name: 'user',
    role: 'hr-officer',
    path: '/users',
    open: async (page) => {
      await page.getByRole('table').getByRole('button').first().click();
      await page.getByRole('dialog').getByRole('heading', { name: '密码与停用' }).waitFor();
    },
    about: { zh: '一个账号', en: 'One account' },
  },
  {
    name: 'audit',
    role: 'hr-officer',
    path: '/audit',
    about: { zh: '谁做了什么', en: 'Who did what' },
  },
  {
    name: 'account',
    role: 'hr-officer',
    path: '/account',
    about: { zh: '我的账号', en: 'My account' },
  },
  {
    name: 'today-of-a-principal',
    role: 'principal',
    path: '/today',
    phone: true,
    about: { zh: '校长的今日待办（手机）', en: 'A principal’s day, on a phone' },
  },
  {
    name: 'today-of-an-inspector',
    role: 'inspector',
    path: '/today',
    about: { zh: '督导的今日待办', en: 'An inspector’s day' },
  },
  {
    name: 'policy-of-an-inspector',
    role: 'inspector',
    path: '/policy',
    about: { zh: '督导查看政策', en: 'An inspector reads the policy' },
  },
  {
    name: 'audit-of-an-inspector',
    role: 'inspector',
    path: '/audit',
    about: { zh: '督导查看操作记录', en: 'An inspector reads the audit trail' },
  },
  {
    name: 'province',
    role: 'province-officer',
    path: '/province',
    about: { zh: '全省求解', en: 'A province has its counties solved' },
  },
  {
    name: 'users-of-a-province',
    role: 'province-officer',
    path: '/users',
    about: { zh: '省级账号管理', en: 'Accounts of a province' },
  },
  {
    name: 'account-of-a-teacher',
    role: 'teacher',
    path: '/account',
    phone: true,
    about: { zh: '教师的账号（手机）', en: 'A teacher’s account, on a phone' },
  },
  {
    name: 'import',
    role: 'hr-officer',
    path: '/import',
    about: { zh: '导入数据', en: 'Import a workbook' },
  },
  {
    name: 'import-columns',
    role: 'hr-officer',
    path: '/import',
    open: previewFaultyFile,
    about: { zh: '导入前：对应列、逐行改错', en: 'Before an import: match columns, mend rows' },
  },
  {
    name: 'registry',
    role: 'hr-officer',
    path: '/registry',
    open: gridStands,
    about: { zh: '教师名册', en: 'The roster of teachers' },
  },
  {
    name: 'registry-person',
    role: 'hr-officer',
    path: personPath,
    open: personStands,
    about: { zh: '一位教师的记录', en: 'The record of a teacher' },
  },
  {
    name: 'registry-person-edit',
    role: 'hr-officer',
    path: personPath,
    open: async (page) => {
      await personStands(page);
      await page.getByRole('button', { name: '修改记录' }).click();
    },
    about: { zh: '逐条更正', en: 'A record put right' },
  },
  {
    name: 'registry-schools',
    role: 'hr-officer',
    path: '/registry?tab=schools',
    about: { zh: '学校名册', en: 'The schools' },
  },
  {
    name: 'registry-school',
    role: 'hr-officer',
    path: '/registry?tab=schools',
    open: async (page) => {
      await page.getByRole('tabpanel').getByRole('row').nth(1).getByRole('button').first().click();
      await drawerIsOpen(page);
    },
    about: { zh: '一所学校的记录', en: 'The record of a school' },
  },
  {
    name: 'registry-recruits',
    role: 'hr-officer',
    path: async (page) => {
      await importRecruits(page);
      return '/registry?tab=recruits';
    },
    open: async (page) => page.getByRole('region', { name: '新聘教师' }).waitFor(),
    about: { zh: '新聘教师：谁待安置、去哪里', en: 'Recruits: who waits, and who goes where' },
  },
  {
    name: 'registry-of-my-school',
    role: 'principal',
    path: '/registry',
    open: gridStands,
    about: { zh: '校长看本校教师', en: 'A principal reads the teachers of the own school' },
  },
  {
    name: 'registry-on-a-phone',
    role: 'inspector',
    path: '/registry',
    phone: true,
    open: gridStands,
    about: { zh: '督导看教师名册（手机）', en: 'An inspector reads the roster, on a phone' },
  },
  {
    name: 'gaps',
    role: 'hr-officer',
    path: '/gaps',
    about: { zh: '各校各学科缺多少', en: 'What is missing where' },
  },
  {
    name: 'gap',
    role: 'hr-officer',
    path: '/gaps',
    open: async (page) => {
      await page.locator('button.cell').first().click();
      await drawerIsOpen(page);
    },
    about: { zh: '一个缺口怎么算出来', en: 'How a gap comes about' },
  },
  {
    name: 'rounds',
    role: 'hr-officer',
    path: '/rounds',
    about: { zh: '历年轮次', en: 'The rounds' },
  },
  {
    name: 'round',
    role: 'hr-officer',
    path: roundPath,
    about: { zh: '一个轮次', en: 'One round' },
  },
  {
    name: 'requests',
    role: 'hr-officer',
    path: '/requests',
    about: { zh: '答复学校的岗位申请', en: 'Answer what schools ask for' },
  },
  {
    name: 'request',
    role: 'hr-officer',
    path: '/requests',
    open: async (page) => {
      await page
        .getByRole('region', { name: '岗位申请' })
        .getByRole('row')
        .nth(1)
        .getByRole('button')
        .click();
      await page.getByRole('dialog').getByRole('region', { name: '需求依据' }).waitFor();
    },
    about: { zh: '一份申请和它的依据', en: 'One request and its evidence' },
  },
  {
    name: 'hold-backs',
    role: 'hr-officer',
    path: '/requests?tab=holdBacks',
    about: { zh: '答复暂留申请', en: 'Answer hold-backs' },
  },
  {
    name: 'corrections',
    role: 'hr-officer',
    path: '/corrections?state=ALL',
    about: { zh: '答复信息更正', en: 'Answer corrections' },
  },
  {
    name: 'points',
    role: 'hr-officer',
    path: async (page) => `${await roundPath(page)}/points`,
    about: { zh: '积分与异议', en: 'Points and contests' },
  },
  {
    name: 'contests',
    role: 'hr-officer',
    path: async (page) => `${await roundPath(page)}/points?tab=contests`,
    about: { zh: '待答复的积分异议', en: 'Contests of points to answer' },
  },
  {
    name: 'wishes',
    role: 'hr-officer',
    path: async (page) => `${await roundPath(page)}/points?tab=wishes`,
    about: { zh: '意愿统计', en: 'Wishes, counted' },
  },
  {
    name: 'round-calendar',
    role: 'hr-officer',
    path: roundPath,
    open: async (page) => {
      await page.getByRole('heading', { name: '日程' }).click();
      await page.getByRole('region', { name: '日程' }).waitFor();
    },
    about: { zh: '轮次的日程', en: 'The calendar of a round' },
  },
  {
    name: 'letter-templates',
    role: 'hr-officer',
    path: '/letters?tab=templates',
    about: { zh: '函件模板', en: 'Templates of letters' },
  },
  {
    name: 'letter-template-editor',
    role: 'hr-officer',
    path: '/letters?tab=templates',
    open: async (page) => {
      await page.getByRole('button', { name: '编写新版本' }).click();
      await page.getByRole('dialog').getByLabel('文号格式').waitFor();
    },
    about: { zh: '编写函件模板的新版本', en: 'A new version of a template' },
  },
  {
    name: 'postings-to-report',
    role: 'hr-officer',
    path: '/postings',
    about: { zh: '谁还没报到', en: 'Who is to report' },
  },
  {
    name: 'postings-serving',
    role: 'hr-officer',
    path: '/postings?tab=serving',
    about: { zh: '在岗的交流教师', en: 'Teachers in post' },
  },
  {
    name: 'postings-assessed',
    role: 'hr-officer',
    path: '/postings?tab=assess',
    about: { zh: '考核与审定', en: 'Assessments to confirm' },
  },
  {
    name: 'posting',
    role: 'hr-officer',
    path: '/postings?tab=assess',
    open: async (page) => {
      await page
        .getByRole('region', { name: '考核' })
        .getByRole('row')
        .nth(1)
        .getByRole('button')
        .first()
        .click();
      await page.getByRole('dialog').getByRole('heading', { name: '经过' }).waitFor();
    },
    about: { zh: '一项派任的经过', en: 'What was done to one posting' },
  },
  {
    name: 'posting-end',
    role: 'hr-officer',
    path: '/postings?tab=due&until=2027-08-31',
    open: async (page) => {
      await page
        .getByRole('button', { name: /^决定去留：/ })
        .first()
        .click();
      await page.getByRole('dialog').getByLabel('决定', { exact: true }).waitFor();
    },
    about: { zh: '期满决定去留', en: 'Decide of the end of a posting' },
  },
  {
    name: 'postings-ended',
    role: 'hr-officer',
    path: '/postings?tab=ended',
    about: { zh: '已结束的派任', en: 'Postings that have ended' },
  },
  {
    name: 'posting-terms',
    role: 'hr-officer',
    path: '/postings?tab=terms',
    about: { zh: '派任规定', en: 'The terms of postings' },
  },
  {
    name: 'allowances',
    role: 'hr-officer',
    path: '/allowances',
    open: (page) =>
      page
        .getByRole('button', { name: /^看算式：/ })
        .first()
        .click(),
    about: { zh: '每月补助，逐人可查算式', en: 'Allowances of a month, each with its arithmetic' },
  },
  {
    name: 'allowance-year',
    role: 'hr-officer',
    path: '/allowances?tab=year',
    open: (page) => page.locator('.chart-canvas canvas').waitFor(),
    about: { zh: '全年补助', en: 'Allowances of a year' },
  },
  {
    name: 'allowance-forecast',
    role: 'hr-officer',
    path: async (page) => `/allowances?tab=forecast&plan=${await planToShow(page)}`,
    open: (page) => page.locator('.chart-canvas canvas, .empty-state').first().waitFor(),
    about: { zh: '方案要花多少补助', en: 'What a plan will cost in allowances' },
  },
  {
    name: 'allowance-rates',
    role: 'hr-officer',
    path: '/allowances?tab=rates',
    about: { zh: '补助标准', en: 'Rates of allowances' },
  },
  {
    name: 'rollover',
    role: 'hr-officer',
    path: '/rollover',
    about: { zh: '学年结转', en: 'The yearly rollover' },
  },
  {
    name: 'objections',
    role: 'hr-officer',
    path: async (page) =>
      `/objections?${new URLSearchParams({ round: (await provisionalPlanToShow(page)).round })}`,
    open: (page) =>
      page
        .getByRole('button', { name: /^查看异议/ })
        .first()
        .waitFor(),
    about: { zh: '异议办理', en: 'Objections' },
  },
  {
    name: 'objection',
    role: 'hr-officer',
    path: async (page) =>
      `/objections?${new URLSearchParams({ round: (await provisionalPlanToShow(page)).round })}`,
    open: async (page) => {
      await page
        .getByRole('button', { name: /^查看异议/ })
        .first()
        .click();
      await drawerIsOpen(page);
    },
    about: { zh: '一件异议和它的答复', en: 'One objection, and its answer' },
  },
  {
    name: 'letters',
    role: 'hr-officer',
    path: async (page) => `/letters?${new URLSearchParams({ plan: (await orderedPlanToShow(page)).plan })}`,
    open: (page) => page.getByRole('region', { name: '函件清单' }).locator('tbody tr').first().waitFor(),
    about: { zh: '派遣与函件', en: 'Orders and letters' },
  },
  {
    name: 'letter',
    role: 'hr-officer',
    path: async (page) => `/letters?${new URLSearchParams({ plan: (await orderedPlanToShow(page)).plan })}`,
    open: async (page) => {
      await page
        .getByRole('region', { name: '函件清单' })
        .locator('tbody tr')
        .first()
        .getByRole('button')
        .first()
        .click();
      await drawerIsOpen(page);
    },
    about: { zh: '一封派遣函', en: 'A letter of dispatch' },
  },
  {
    name: 'postings-read',
    role: 'inspector',
    path: '/postings?tab=serving',
    about: { zh: '督导看在岗情况', en: 'An inspector reads the postings' },
  },
  {
    name: 'plan',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}`,
    about: { zh: '一份方案：谁去哪里，下一步做什么', en: 'A plan: who goes where, and what comes next' },
  },
  {
    name: 'plan-reason',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}`,
    open: async (page) => {
      await page
        .getByRole('button', { name: /^为什么：/ })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('heading', { name: '原因' }).waitFor();
      await drawerIsOpen(page);
    },
    about: { zh: '为什么是这位教师、为什么去那里', en: 'Why this teacher, and why there' },
  },
  {
    name: 'plan-map',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=map`,
    open: async (page) => page.getByRole('figure', { name: '流向图' }).waitFor(),
    about: { zh: '流向图', en: 'Where its moves flow' },
  },
  {
    name: 'plan-recruits',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=recruits`,
    open: async (page) => page.getByRole('region', { name: /^未安置/ }).waitFor(),
    about: { zh: '方案怎样安置新聘教师', en: 'Where a plan places recruits' },
  },
  {
    name: 'plan-unfilled',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=unfilled`,
    open: async (page) => page.getByRole('region', { name: '未补岗位' }).waitFor(),
    about: { zh: '方案补不上的岗位', en: 'What a plan leaves open' },
  },
  {
    name: 'plan-post',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=unfilled`,
    open: async (page) => {
      await page
        .getByRole('button', { name: /^还有谁能来/ })
        .first()
        .click();
      const options = page.getByRole('dialog').getByRole('list').first().locator('> li');
      await options.first().waitFor({ timeout: solving });
      await drawerIsOpen(page);
    },
    about: { zh: '还有谁能来，各有什么代价', en: 'Who else could come, and at what cost' },
  },
  {
    name: 'plan-worth',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=worth`,
    open: async (page) => {
      await page.getByRole('button', { name: '开始计算' }).click();
      await page.getByRole('region', { name: '能改善目标的' }).waitFor({ timeout: solving });
      await pointerAway(page);
    },
    about: { zh: '多一张床、多一个名额值多少', en: 'What one more bed or seat is worth' },
  },
  {
    name: 'plan-clash',
    role: 'hr-officer',
    path: async (page) => `/plans/${(await clashToShow(page)).plan}`,
    open: async (page) => page.getByRole('heading', { name: '可以放宽什么' }).waitFor(),
    about: {
      zh: '没有方案时：哪些规则冲突，怎样放宽',
      en: 'Where no plan exists: what clashes, and the ways out',
    },
  },
  {
    name: 'plan-reasons',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=reasons`,
    open: async (page) => page.getByRole('region', { name: '每个人的理由' }).waitFor(),
    about: { zh: '每个人为什么去、为什么留', en: 'Why everybody goes or stays' },
  },
  {
    name: 'plan-findings',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=findings`,
    about: { zh: '方案的核查结果', en: 'What an audit finds in a plan' },
  },
  {
    name: 'plan-circuits',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=circuits`,
    open: async (page) => page.getByRole('region', { name: '走教安排' }).waitFor(),
    about: { zh: '方案的走教安排', en: 'Who teaches on a circuit' },
  },
  {
    name: 'plan-fairness',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=fairness`,
    open: async (page) => {
      await page.getByRole('button', { name: '开始核查' }).click();
      const panel = page.getByRole('tabpanel');
      await panel.locator('table, .empty-state').first().waitFor({ timeout: solving });
    },
    about: { zh: '谁可能有意见，怎样答复', en: 'Who may complain, and what answers it' },
  },
  {
    name: 'plan-move-by-hand',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}`,
    open: async (page) => {
      await page.locator('.hand-button button').first().click();
      await page.getByRole('dialog').getByRole('listbox').waitFor();
    },
    about: { zh: '手工安排一位教师', en: 'Place a teacher by hand' },
  },
  {
    name: 'plan-by-hand',
    role: 'hr-officer',
    path: async (page) => `/plans/${(await handPlanToShow(page)).byHand}`,
    open: async (page) => page.getByText(/^手工调整记录/).click(),
    about: { zh: '手工调整后的方案', en: 'A plan changed by hand' },
  },
  {
    name: 'plan-indicators',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=indicators`,
    open: async (page) => page.getByRole('region', { name: '均衡指标' }).waitFor(),
    about: { zh: '方案前后的均衡指标', en: 'Balance before and after a plan' },
  },
  {
    name: 'plan-notes',
    role: 'hr-officer',
    path: async (page) => `/plans/${await planToShow(page)}?tab=notes`,
    about: { zh: '方案备注', en: 'Notes on a plan' },
  },
  {
    name: 'compare',
    role: 'hr-officer',
    path: async (page) => {
      const { solved, byHand } = await handPlanToShow(page);
      return `/compare?a=${solved}&b=${byHand}`;
    },
    open: async (page) => page.getByRole('region', { name: '调动差异' }).waitFor(),
    about: { zh: '方案对比', en: 'Plans side by side' },
  },
  {
    name: 'plan-certificate',
    role: 'inspector',
    path: async (page) => `/plans/${await planToShow(page)}?tab=certificate`,
    open: async (page) => {
      await page.getByRole('button', { name: '开始核验' }).click();
      await page.getByText('核验通过').waitFor({ timeout: solving });
    },
    about: { zh: '督导核验方案证书', en: 'An inspector checks the certificate' },
  },
  {
    name: 'my-record',
    role: 'teacher',
    path: '/me',
    phone: true,
    about: { zh: '教师看自己的情况（手机）', en: 'A teacher reads the own record, on a phone' },
  },
  {
    name: 'my-plans',
    role: 'teacher',
    path: '/me?part=plans',
    phone: true,
    about: { zh: '公布的方案对我的安排', en: 'What published plans mean for me' },
  },
  {
    name: 'my-wishes',
    role: 'teacher',
    path: '/me?part=wishes',
    phone: true,
    about: { zh: '填报意愿，看到机会', en: 'Wishes, and how they stand' },
  },
  {
    name: 'my-points',
    role: 'teacher',
    path: '/me?part=points',
    phone: true,
    about: { zh: '积分怎样算出来', en: 'How points are made' },
  },
  {
    name: 'my-service',
    role: 'teacher',
    path: '/me?part=service',
    phone: true,
    about: { zh: '交流经历、补助和函件', en: 'Postings, allowances and letters' },
  },
  {
    name: 'my-record-on-file',
    role: 'teacher',
    path: '/me?part=record',
    phone: true,
    about: { zh: '在册信息、能否交流、信息更正', en: 'What is on file, and having it put right' },
  },
  {
    name: 'my-school',
    role: 'principal',
    path: '/school',
    about: { zh: '校长看本校：待办与各学科', en: 'A principal’s school: what waits, and each subject' },
  },
  {
    name: 'my-school-moves',
    role: 'principal',
    path: '/school?part=moves',
    about: { zh: '本校谁来谁走', en: 'Who comes to the school and who goes' },
  },
  {
    name: 'my-school-hosting',
    role: 'principal',
    path: '/school?part=hosting',
    about: { zh: '派到本校的教师', en: 'Who is posted to the school' },
  },
  {
    name: 'my-school-staff',
    role: 'principal',
    path: '/school?part=staff',
    about: { zh: '本校教师名单', en: 'The staff of the school' },
  },
  {
    name: 'school-requests',
    role: 'principal',
    path: '/requests',
    about: { zh: '岗位申请与暂留', en: 'Requests of a school, and whom it keeps' },
  },
  {
    name: 'school-request-wizard',
    role: 'principal',
    path: '/requests?asking=true',
    about: { zh: '申请教师：选择学科', en: 'Asking for a teacher: which subject' },
  },
  {
    name: 'gaps-of-my-school',
    role: 'principal',
    path: '/gaps',
    about: { zh: '校长看本校缺口', en: 'A principal reads the gaps of the own school' },
  },
  {
    name: 'indicators',
    role: 'inspector',
    path: '/indicators',
    about: { zh: '督导看均衡指标', en: 'An inspector reads the coefficients' },
  },
  {
    name: 'indicators-arithmetic',
    role: 'inspector',
    path: '/indicators?indicator=L2',
    open: drawerIsOpen,
    about: { zh: '一项差异系数怎么算出来', en: 'How a coefficient comes about' },
  },
  {
    name: 'indicators-school',
    role: 'inspector',
    path: '/indicators',
    open: async (page) => {
      await page
        .getByRole('region', { name: '各校达标情况，差的在前' })
        .getByRole('row')
        .nth(1)
        .getByRole('button')
        .click();
      await drawerIsOpen(page);
    },
    about: { zh: '一所学校的各项指标', en: 'The figures of one school' },
  },
  {
    name: 'indicators-basic',
    role: 'inspector',
    path: '/indicators?standard=BASIC_2012&view=REGISTERED&stage=JUNIOR&tab=findings',
    about: { zh: '基本均衡标准与台账问题', en: 'The standard of 2012, and faults on file' },
  },
  {
    name: 'indicators-of-a-plan',
    role: 'hr-officer',
    path: async (page) => `/indicators?plan=${await planToShow(page)}`,
    open: (page) => page.locator('.chart-canvas canvas').waitFor(),
    about: { zh: '方案实施前后的差异系数', en: 'Coefficients before and after a plan' },
  },
  {
    name: 'indicators-unchanged',
    role: 'hr-officer',
    path: async (page) => `/indicators?tab=unchanged&plan=${await planToShow(page)}`,
    open: (page) => page.getByRole('tab', { name: /^方案改变不了的/, selected: true }).waitFor(),
    about: { zh: '方案改变不了的指标', en: 'What a plan cannot change' },
  },
  {
    name: 'indicators-left-out',
    role: 'inspector',
    path: '/indicators?tab=leftOut',
    open: (page) => page.getByRole('tab', { name: /^未计入的学校/, selected: true }).waitFor(),
    about: { zh: '未计入的学校', en: 'Schools that are not counted' },
  },
  {
    name: 'rectification',
    role: 'hr-officer',
    path: '/rectification',
    about: { zh: '整改清单', en: 'The rectification list' },
  },
  {
    name: 'rectification-item',
    role: 'inspector',
    path: '/rectification?state=SUBMITTED',
    open: async (page) => {
      await page
        .getByRole('region', { name: /整改清单|Rectification/ })
        .getByRole('row')
        .nth(1)
        .locator('button.link')
        .click();
      await drawerIsOpen(page);
    },
    about: { zh: '督导核对后销号', en: 'An inspector closes what was mended' },
  },
  {
    name: 'inspection',
    role: 'inspector',
    path: '/inspection',
    about: { zh: '督导材料：政府保障事项', en: 'The inspection pack: guarantees' },
  },
  {
    name: 'inspection-establishment',
    role: 'inspector',
    path: '/inspection?tab=establishment',
    about: { zh: '督导材料：编制', en: 'The inspection pack: posts' },
  },
  {
    name: 'certificates',
    role: 'inspector',
    path: '/certificates?drafts=true',
    about: { zh: '方案核验', en: 'What proves a plan, and how to check it' },
  },
  {
    name: 'public-figures',
    role: 'hr-officer',
    path: '/public-figures',
    about: { zh: '公布数据之前', en: 'Before figures are published' },
  },
  {
    name: 'roadmap',
    role: 'hr-officer',
    path: '/roadmap',
    about: { zh: '多年展望', en: 'The roadmap' },
  },
  {
    name: 'roadmap-years',
    role: 'hr-officer',
    path: '/roadmap?years=3',
    open: async (page) => {
      await page.getByRole('button', { name: '开始推演' }).click();
      await page.locator('.chart-canvas canvas').waitFor({ timeout: solving });
      await page.getByRole('region', { name: '逐年情况' }).waitFor();
    },
    about: { zh: '今后几学年：现在该着手什么', en: 'The years to come, and what to begin now' },
  },
  {
    name: 'scenarios',
    role: 'hr-officer',
    path: async (page) => `/scenarios?${new URLSearchParams({ round: (await scenariosToShow(page)).round })}`,
    open: (page) => page.getByRole('region', { name: '并排比较' }).waitFor(),
    about: { zh: '情景比较', en: 'Scenarios of a round, side by side' },
  },
  {
    name: 'scenario-new',
    role: 'hr-officer',
    path: '/scenarios?edit=new',
    open: drawerIsOpen,
    about: { zh: '写下一个情景', en: 'A scenario is written down' },
  },
];

/** The drawer that an address opens has slid in, and holds what it reads. */
async function drawerIsOpen(page: Page): Promise<void> {
  const drawer = page.getByRole('dialog');
  await drawer.waitFor();
  await page.waitForFunction(() => document.querySelector('.ant-skeleton') === null);
  await drawer.locator('button, input').first().waitFor();
  // Slid in: half transparent, its text has too little contrast.
  await page.waitForFunction(
    () => !document.getAnimations().some(({ playState }) => playState === 'running'),
  );
}

/** The demo county's first round. */
async function roundPath(page: Page): Promise<string> {
  const { counties } = await ask(page, '{ counties { nodes { rounds(first: 1) { nodes { id } } } } }');
  return `/rounds/${counties.nodes[0].rounds.nodes[0].id}`;
}

/** Off what was clicked: a page is looked at as it rests. */
const pointerAway = (page: Page) => page.mouse.move(0, 0);

async function gridStands(page: Page): Promise<void> {
  await page.getByRole('gridcell').first().waitFor();
}

async function personStands(page: Page): Promise<void> {
  await page.getByRole('button', { name: '修改记录' }).waitFor();
}

/** The first teacher by staff number. */
async function personPath(page: Page): Promise<string> {
  const { counties } = await ask(
    page,
    '{ counties { nodes { teachers(first: 1, orderBy: STAFF_NUMBER) { nodes { staffNumber } } } } }',
  );
  return `/registry?open=${counties.nodes[0].teachers.nodes[0].staffNumber}`;
}

/** A table with a header nobody knows and two faults; nothing of it is written. */
async function previewFaultyFile(page: Page): Promise<void> {
  const text = '工号,姓名,性别,教的课,出生日期\nT00001,,女,数学,1988-13-01\n';
  const file = { name: '教师.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByLabel('选择文件', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: '预览改动' }).click();
  await page.getByText('没有对应，未读取').first().waitFor();
}
