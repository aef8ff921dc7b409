/**
 * What people's pages and programs ask, each with a page size: the statements each costs are counted
 * (statements.test.ts). A new kind of list goes here.
 */
export const queries: Readonly<Record<string, string>> = {
  'counties with their schools': `query ($first: Int!) { counties(first: $first) { totalCount nodes {
    id name code province { name }
    schools(first: $first) { totalCount pageInfo { hasNextPage endCursor } nodes {
      id code name place weak zone { name } clusters { cluster { name kind } } sections { id stage establishment }
    } } } } }`,

  'a roster': `query ($first: Int!) { county(code: "Jia-code") { teachers(first: $first, orderBy: SCHOOL) {
    totalCount pageInfo { hasNextPage endCursor } edges { cursor node {
      id staffNumber name born phone identityNumber backbone title subject { code name } secondSubject { name }
      registered { name } serving { stage school { name place } } certificates { subject { name } stage rank }
      exemptions { kind from until } partner { name }
    } } } } }`,

  'teachers found by name, with all that is on file': `query ($first: Int!) { county(code: "Jia-code") {
    teachers(first: $first, filter: { search: "teacher" }, descending: true) { totalCount nodes {
      name postings { totalCount nodes { hostSchool { name } subject { name } from { school { name } } } }
      wishes { nodes { volunteer choices { rank school { name } } } } points { totalCount nodes { points } }
      moves { nodes { plan { name } to { school { name } } } } reasons { totalCount nodes { text plan { name } } }
    } } } }`,

  'postings with what is said of them': `query ($first: Int!) { county(code: "Jia-code") {
    postings(first: $first, orderBy: TEACHER, filter: { notArrived: false, late: false }) { totalCount nodes {
      teacher { name ruralService { months met lines { posting { hostSchool { name } } } } } subject { name } plan { name }
      back { stage } replaces { id } changes { step kind reason by { name } }
      assessments { passed findings { code met } note by { name } confirmedBy { name } }
    } } postingStandards { version settings } postingTerms } }`,

  'a month of allowances': `query ($first: Int!) { county(code: "Jia-code") { schools(first: $first) { totalCount }
    allowances(month: "2012-07") { ... on AllowanceList { rows { teacher { name serving { school { name } } } total approved }
      approvals { area approvedBy { name } } seal } }
    allowanceYear(schoolYear: 2011) { total months { teachers total } } } }`,

  'sections with their staff': `query ($first: Int!) { county(code: "Jia-code") { sections(first: $first) {
    totalCount nodes { stage school { name } establishment enrolments(schoolYear: 2026) { grade classes pupils }
      serving(first: $first) { totalCount nodes { name subject { name } } } requests { totalCount nodes { count } }
    } } } }`,

  'needs and gaps': `query ($first: Int!) { county(code: "Jia-code") {
    gaps(first: $first, orderBy: GAP, descending: true, filter: { stage: PRIMARY }) { totalCount nodes {
      need supply gap openings critical arithmetic { zh en } subject { name } section { stage school { name place weak } }
    } } } }`,

  'gaps of every section': `query ($first: Int!) { county(code: "Jia-code") { sections(first: $first) { nodes {
    school { name } gaps { subject { name } gap openings }
  } } } }`,

  'how balanced the county is': `query ($first: Int!) { county(code: "Jia-code") {
    schools(first: $first) { totalCount }
    balance(standard: BASIC_2012, view: REGISTERED) { title stages { stage limit mean balanced
      indicators { code name unit per level mean coefficient within notComputable { code places text }
        values { pupils amount value reaches section { stage school { name code } } } }
      schools { missed passes section { school { name } } } leftOut { code text section { school { name } } }
    } } } }`,

  'posts of every section': `query ($first: Int!) { county(code: "Jia-code") { schools(first: $first) { totalCount }
    establishment { due onFile registered beyond structuralShortage missing { name } section { stage school { name } } } } }`,

  'what is wrong on file': `query ($first: Int!) { county(code: "Jia-code") { schools(first: $first) { totalCount }
    registryFindings { code text schools { code name } section { stage school { name } } } } }`,
  'what would be published': `query ($first: Int!) { county(code: "Jia-code") { schools(first: $first) { totalCount }
    figuresPreview { version figures hidden differences { stage school column kind } stages { stage
      schools { code name counts { pupils { value hidden } teachers { value hidden } } } total { titles { value } }
      coefficients { code coefficient because } } } } }`,
  'the record of deeds': `query ($first: Int!) { county(code: "Jia-code") {
    auditEvents(first: $first, filter: { userName: "Jia officer", actions: ["round.", "teacher.change"] }) {
      totalCount pageInfo { endCursor } nodes {
      position at user { name } action entity entityId changes { field before after masked } reason hash
    } } } }`,

  'a round’s year': `query ($first: Int!) { county(code: "Jia-code") { alarms { code roundId since count who text }
    calendars { version windows { kind from until } } pointsRules { version body }
    rounds(first: $first) { nodes { windows { kind from until } alarms { code text } pointsFrozenBy { name }
      holdBacks(first: $first) { totalCount nodes { teacher { name } section { school { name } } reason state decision decidedBy { name } } } } }
    requests(first: $first) { nodes { round { name } evidence { gap openings } warnings { en } } }
    points(first: $first) { nodes { points rank { first last of } parts { text } rule { version } contests { reason answeredBy { name } } } } } }`,
  'the rectification list': `query ($first: Int!) { county(code: "Jia-code") {
    rectificationItems(first: $first) { totalCount pageInfo { endCursor } nodes {
      key severity text school { name } section { stage } subject { name } submittedBy { name } closedBy { name } owner { name }
      evidence { fileName uploadedBy { name } }
    } } } }`,

  'what the government guarantees': `query ($first: Int!) { county(code: "Jia-code") {
    schools(first: $first) { totalCount } guarantees { code met text breaches { section { school { name } } found } } } }`,

  'orders and letters': `query ($first: Int!) { county(code: "Jia-code") { letterTemplateInForce { version }
    letterTemplates { version text { blocks { text } } createdBy { name } }
    letters(first: $first) { totalCount pageInfo { endCursor } nodes { reference standing blocks { text } list { rows }
      teacher { name } recruit { number } fromSchool { name } toSchool { name } plan { name } voidedBy { name }
      replaces { reference } replacedBy { reference } } } } }`,

  requests: `query ($first: Int!) { county(code: "Jia-code") {
    requests(first: $first, filter: { states: [APPROVED] }, orderBy: PRIORITY) { totalCount nodes {
      number count reason subject { name } section { school { name } } decidedBy { name }
    } } } }`,

  'scenarios of a round': `query ($first: Int!) { county(code: "Jia-code") { rounds(first: $first) { totalCount nodes {
    scenarios { name note assumptions differences faults { path } createdBy { name } round { name } }
    scenarioTable(standard: BASIC_2012) { scenario { name } plan { name goals { name value } } posted cost km left
      indicators { code before after within } }
    plans(first: $first) { nodes { scenario { name } } }
  } } } }`,

  'rounds with their plans': `query ($first: Int!) { county(code: "Jia-code") { rounds(first: $first) { totalCount nodes {
    name openedBy { name } policy { version rules { name text } } windows { kind from until }
    plans(first: $first) { totalCount nodes { name status goals { name value bound } author { name } problem { hash } } }
    solves(first: $first) { totalCount nodes { state progress { stage plan { name } } requestedBy { name } } }
    pins(first: $first) { totalCount nodes { kind teacher { name } section { school { name } } createdBy { name } } }
  } } } }`,

  'plans on their way, what was done to them by hand, and objections': `query ($first: Int!) { county(code: "Jia-code") {
    approvers { user { name } from until namedBy { name } standIns { user { name } reason namedBy { name } } }
    rounds { nodes {
      plans { nodes { byHand madeFrom { name } replacedBy { name } submittedBy { name } approvedBy { name } approvedFor { name }
        edits(first: $first) { totalCount nodes { planVersion teacher { name } before { school { name } } beforeSubject { name }
          after { school { name } } afterSubject { name } reason createdBy { name } } }
        notes(first: $first) { totalCount nodes { text teacher { name } createdBy { name } } }
        decisions { allows decidedBy recordedBy { name } } } }
      objections(first: $first) { totalCount nodes { state text answer teacher { name } school { name } plan { name }
        answeredBy { name } solve { state } } }
    } } } }`,

  'moves of plans': `query ($first: Int!) { county(code: "Jia-code") { rounds { nodes { plans { nodes {
    moves(first: $first, orderBy: TO) { totalCount pageInfo { endCursor } nodes {
      teacher { name staffNumber subject { name } } from { school { name } } to { school { name } } subject { name } role form km wishRank
    } } } } } } } }`,

  'reasons of plans': `query ($first: Int!) { county(code: "Jia-code") { rounds { nodes { plans { nodes {
    reasons(first: $first, filter: { outcomes: [STAYS] }) { totalCount nodes {
      outcome code text figures teacher { name serving { school { name } } }
    } } } } } } } }`,

  'findings and openings left by plans': `query ($first: Int!) { county(code: "Jia-code") { rounds { nodes { plans { nodes {
    findings(first: $first) { totalCount nodes { rule level relaxed text } }
    unfilled(first: $first, orderBy: LEFT, descending: true) { totalCount nodes {
      section { school { name } } subject { name } role left text
    } } } } } } } }`,

  'wishes and points': `query ($first: Int!) { county(code: "Jia-code") {
    wishes(first: $first) { totalCount nodes { teacher { name } choices { school { name } } } }
    points(first: $first) { totalCount nodes { teacher { name } section { school { name } } subject { name } points } }
  } }`,

  imports: `query ($first: Int!) { county(code: "Jia-code") { imports(first: $first) { totalCount nodes {
    fileName importedBy { name } undoneBy { name } sheets { sheet added }
  } } columnMappings { name } } }`,

  'a school’s register': `query ($first: Int!) { county(code: "Jia-code") { schools(first: $first) { nodes {
    name registered(first: $first, filter: { backbone: [COUNTY, CITY, PROVINCE] }) { totalCount nodes { name } }
  } } } }`,
};

/** A plan's circuits, however many. */
export const circuits = `query ($id: ID!) { node(id: $id) { ... on Plan { circuits {
  teacher { name } from { school { name } } to { school { name } } subject { name } days km
} } } }`;

/** Questions about a plan: the more people move, the longer the answers. */
export const questions: Readonly<Record<string, string>> = {
  'where else a teacher could go': `query ($plan: ID!, $teacher: ID!) { optionsForTeacher(planId: $plan, teacherId: $teacher) {
    ... on Options { total options { teacher { name } section { school { name } } subject { name } goals { title text } } }
  } }`,

  'who else could fill a post': `query ($plan: ID!, $section: ID!) { optionsForPost(planId: $plan, sectionId: $section, subject: "music") {
    ... on Options { total options { teacher { name serving { school { name } } } subject { name } goals { title text } } }
  } }`,

  'the fairness of a plan': `query ($plan: ID!) { fairness(planId: $plan) {
    ... on Fairness { cases { teacher { name } other { name } section { school { name } } text } }
  } }`,
};

/** As many ids as the page is large. */
export const nodesQuery = `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Teacher {
  name subject { name } serving { school { name } } certificates { subject { name } } reasons { totalCount nodes { text } }
} } }`;

export const comparison = `query ($a: ID!, $b: ID!) { comparePlans(a: $a, b: $b) { text goals { name a b better }
  onlyInA { teacher { name } to { school { name } } subject { name } role form } onlyInB { teacher { name } from { school { name } } }
  changed { a { to { school { name } } } b { to { school { name } } } } unfilled { section { school { name } } subject { name } role a b }
} }`;
