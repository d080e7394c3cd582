/** Every source of tracking news, one line each. The order is that of the settings page. */
import type { Source } from '../../source.ts';
import { easypost } from './easypost/adapter.ts';

export const shipmentSources: readonly Source[] = [easypost];
