import { plural } from './amounts.ts';
import type { Case } from './case.ts';
import type { Causes } from './causes.ts';
import type { Words } from './plan.ts';
import type { Pin } from './problem.ts';
import { placesOf } from './relaxation-words.ts';
import { openings } from './rules/openings.ts';
import { pins } from './rules/pins.ts';
import type { StandingRule } from './rules/rule.ts';

/** What a rule of a clash asks here; of pins, which of them clash, and of posts, how many are open to these. */
export function clashInWords(county: Case, rule: StandingRule, causes: Causes): Words {
  if (rule.name === pins.name && causes.pins) return pinsInWords(county, causes.pins);
  if (rule.name === openings.name) return withFigures(rule.states(county), postsInWords(county, causes.pins));
  return rule.states(county);
}

/** How many people a rule of a clash alone keeps at home, what they teach and where, nobody by name; null: nobody. */
export function keptHomeInWords(county: Case, rule: StandingRule, { keptHome }: Causes): Words | null {
  const people = [...(keptHome.get(rule.name) ?? [])];
  if (people.length === 0) return null;
  const { subjects, schools } = placesOf(county, people);
  const where =
    schools.length > MOST_SCHOOLS
      ? { zh: `${schools.length}所学校`, en: plural(schools.length, 'school') }
      : {
          zh: schools.map((id) => county.school(id).name).join('、'),
          en: schools.map((id) => county.school(id).name).join(', '),
        };
  const some = subjects.slice(0, MOST_NAMES);
  const more = subjects.length - some.length;
  const taught = {
    zh: `${some.map(({ zh }) => zh).join('、')}${more > 0 ? `等${subjects.length}科` : ''}`,
    en: `${some.map(({ en }) => en).join(', ')}${more > 0 ? ` and ${plural(more, 'more subject')}` : ''}`,
  };
  return {
    zh: `仅因本条不能派出的有${people.length}人（${taught.zh}；${where.zh}）。`,
    en: `It alone keeps ${plural(people.length, 'teacher')} at home (${taught.en}; ${where.en}).`,
  };
}

function pinsInWords(county: Case, clashing: readonly Pin[]): Words {
  const named = clashing.slice(0, MOST_NAMES).map((pin) => pinInWords(county, pin));
  const more = clashing.length - named.length;
  const all = county.pins.length;
  const among =
    clashing.length === all
      ? { zh: '', en: '' }
      : {
          zh: `（共${all}项，冲突的${clashing.length}项）`,
          en: ` (${clashing.length} of ${all} pins clash)`,
        };
  return {
    zh: `人工指定${among.zh}：${named.map(({ zh }) => zh).join('；')}${more > 0 ? `；另有${more}项` : ''}。`,
    en: `Pinned by hand${among.en}: ${named.map(({ en }) => en).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
  };
}

function pinInWords(county: Case, pin: Pin): Words {
  const { name, id } = county.teacher(pin.teacher);
  const who = { zh: `${name}（${id}）`, en: `${name} (${id})` };
  if (pin.kind === 'stay') return { zh: `${who.zh}留任`, en: `${who.en} stays` };
  const place = county.nameOf(county.section(pin.section));
  if (pin.kind === 'forbid')
    return { zh: `${who.zh}不得到${place.zh}`, en: `${who.en} does not go to ${place.en}` };
  const taught = pin.subject === undefined ? null : county.subject(pin.subject);
  return {
    zh: `${who.zh}到${place.zh}${taught ? `任教${taught.zh}` : ''}`,
    en: `${who.en} goes to ${place.en}${taught ? `, ${taught.en}` : ''}`,
  };
}

/** The posts open where pins lead; without such pins, in the whole county. */
function postsInWords(county: Case, clashing: readonly Pin[] | null): Words {
  const wanted = new Set(
    (clashing ?? []).flatMap((pin) => (pin.kind === 'move' ? [pin.section] : [])).slice(0, MOST_NAMES),
  );
  if (wanted.size === 0) {
    const count = county.openings.reduce((sum, opening) => sum + opening.count, 0);
    return { zh: `全县空缺${count}个岗位`, en: `${plural(count, 'post')} open in the county` };
  }
  const parts = [...wanted].map((section): Words => {
    const place = county.nameOf(county.section(section));
    const open = county.openings.filter((opening) => opening.section.id === section);
    if (open.length === 0) return { zh: `${place.zh}没有空缺岗位`, en: `no post open at ${place.en}` };
    const posts = open.map((opening) => {
      const { zh, en } = county.postOf(opening);
      return { zh: `${zh}${opening.count}个`, en: `${en} ${opening.count}` };
    });
    return {
      zh: `${place.zh}空缺${posts.map(({ zh }) => zh).join('、')}`,
      en: `open at ${place.en}: ${posts.map(({ en }) => en).join(', ')}`,
    };
  });
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') };
}

const withFigures = (rule: Words, figures: Words): Words => ({
  zh: `${rule.zh.replace(/。$/, '')}（${figures.zh}）。`,
  en: `${rule.en.replace(/\.$/, '')} (${figures.en}).`,
});

const MOST_NAMES = 5;
const MOST_SCHOOLS = 3;
