import type { Draw } from '../../test/support/draw.ts';
import { weighted } from './chance.ts';

/**
 * A name put together by chance from common surnames and given characters. Any likeness to a person is chance,
 * too.
 */
export function nameOf(chance: Draw, sex: 'female' | 'male'): string {
  const surname = chance.chance(0.012) ? chance.pick(compound) : weighted(chance, surnames);
  const given = sex === 'female' ? female : male;
  const first = chance.pick(given);
  if (chance.chance(0.14)) return surname + first;
  const second = chance.chance(0.3) ? chance.pick(either) : chance.pick(given);
  return surname + first + (second === first && chance.chance(0.8) ? chance.pick(either) : second);
}

const surnames: readonly (readonly [number, string])[] = [
  ...weigh(14, '王李张刘陈'),
  ...weigh(8, '杨黄周吴徐胡朱'),
  ...weigh(5, '高林何郭马罗梁宋郑谢'),
  ...weigh(4, '韩唐冯于董萧程曹袁邓'),
  ...weigh(
    3,
    '许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段',
  ),
  ...weigh(
    1,
    '雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵',
  ),
];
const compound = ['欧阳', '司马', '上官', '诸葛', '皇甫', '尉迟'];

const female = [
  ...'芳娜敏静丽艳娟霞秀玲桂英慧婷雪梅琳莉萍红倩颖洁燕琴菊蓉兰珍莲薇菲晶妍茜悦蕾岚芸瑶怡婉淑惠珠翠雅香月巧美凤卉',
];
const male = [
  ...'伟强磊军洋勇杰涛超明刚平辉健俊帆斌波鹏飞峰浩亮志成建国华东海林龙斌鑫毅凯宇锋威康松柏栋梁厚庆山仁永祥瑞学才振铭',
];
const either = [...'晓文子佳思宁雨欣春秋新明玉云清远青书安然一心宜知行嘉'];

function weigh(weight: number, characters: string): (readonly [number, string])[] {
  return [...characters].map((character) => [weight, character] as const);
}
