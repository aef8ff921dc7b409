import { halves } from '../../support/thousand-counties.ts';
import { everyCounty } from './every-county.ts';

everyCounty(halves.second);
