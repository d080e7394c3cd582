/** Every source of tracking news, one line each. The order is that of the settings page. */
import type { Source } from '../../source.ts';
import { aftership } from './aftership/adapter.ts';
import { carrierSources } from './carriers/index.ts';
import { dhl } from './dhl/adapter.ts';
import { doorstep } from './doorstep/adapter.ts';
import { easypost } from './easypost/adapter.ts';
import { fedex } from './fedex/adapter.ts';
import { karrio } from './karrio/adapter.ts';
import { seventeentrack } from './seventeentrack/adapter.ts';
import { shippo } from './shippo/adapter.ts';
import { ups } from './ups/adapter.ts';

export const shipmentSources: readonly Source[] = [
  aftership,
  easypost,
  shippo,
  seventeentrack,
  karrio,
  dhl,
  ups,
  fedex,
  ...carrierSources,
  doorstep,
];
