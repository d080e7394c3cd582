/** The carriers whose raw answers are read by a description, one line each. */
import type { Source } from '../../../source.ts';
import { carrierSource } from './adapter.ts';
import { alliedExpress } from './alliedExpress.ts';
import { amazonShipping } from './amazonShipping.ts';
import { asendia } from './asendia.ts';
import { australiaPost } from './australiaPost.ts';
import type { Carrier } from './carrier.ts';
import { geodis } from './geodis.ts';
import { gls, glsGroup } from './gls.ts';
import { hermes } from './hermes.ts';
import { laPoste } from './laPoste.ts';
import { nationex } from './nationex.ts';
import { parcelOne } from './parcelOne.ts';
import { royalMail } from './royalMail.ts';
import { seko } from './seko.ts';
import { sendle } from './sendle.ts';
import { shipengine } from './shipengine.ts';
import { smartKargo } from './smartKargo.ts';
import { teleship } from './teleship.ts';
import { usps } from './usps.ts';
import { zoom2u } from './zoom2u.ts';

export const carriers: readonly Carrier[] = [
  usps,
  royalMail,
  laPoste,
  gls,
  glsGroup,
  hermes,
  geodis,
  australiaPost,
  sendle,
  asendia,
  amazonShipping,
  seko,
  shipengine,
  smartKargo,
  teleship,
  zoom2u,
  alliedExpress,
  nationex,
  parcelOne,
];

export const carrierSources: readonly Source[] = carriers.map(carrierSource);
