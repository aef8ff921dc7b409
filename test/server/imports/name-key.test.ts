import { expect, test } from 'vitest';
import { nameKey } from '../../../server/imports/name-key.ts';

test.each([
  ['王瑶', 'wangyao wy'],
  ['欧阳修', 'ouyangxiu oyx'],
  ['单雄信', 'shanxiongxin sxx'],
  ['解晓东', 'xiexiaodong xxd'],
  ['吕布', 'lvbu lb'],
  ['买买提·依明', 'maimaitiyiming mmtym'],
  ['Ahmad bin Ali', 'ahmadbinali aba'],
  ['', ''],
])('%s is found by %s', (name, key) => expect(nameKey(name)).toBe(key));
