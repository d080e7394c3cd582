import { describe, expect, test } from 'vitest';
import { type Ground, groundOf } from './install.ts';

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const iphone = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) ${webkit}`;
const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)';

describe('what the page runs in', () => {
  test.each<[string, string, Ground]>([
    ['Safari on an iPhone', `${iphone} Version/18.4 Mobile/15E148 Safari/604.1`, 'ios'],
    ['Chrome on an iPhone', `${iphone} CriOS/138.0 Mobile/15E148 Safari/604.1`, 'ios'],
    ['Instagram on an iPhone', `${iphone} Mobile/15E148 Instagram 390.0.0`, 'elsewhere'],
    ['Gmail on an iPhone, which names no Safari', `${iphone} Mobile/15E148`, 'elsewhere'],
    ['the Google app', `${iphone} GSA/370.0 Mobile/15E148 Safari/604.1`, 'elsewhere'],
    [
      'Facebook on Android',
      `${android} Version/4.0 Chrome/138.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/500]`,
      'elsewhere',
    ],
    [
      'any web view on Android',
      `${android.replace(')', '; wv)')} Version/4.0 Chrome/138.0 Mobile Safari/537.36`,
      'elsewhere',
    ],
    ['Chrome on Android', `${android} Chrome/138.0 Mobile Safari/537.36`, 'other'],
  ])('ok: %s', (_, userAgent, ground) => {
    expect(groundOf({ userAgent, platform: 'x', maxTouchPoints: 5, standalone: false })).toBe(ground);
  });

  test('ok: an iPad says that it is a Mac, a Mac has no touch screen', () => {
    const userAgent = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/18.4 Safari/605.1.15`;
    const mac = { userAgent, platform: 'MacIntel', standalone: false };
    expect(groundOf({ ...mac, maxTouchPoints: 5 })).toBe('ios');
    expect(groundOf({ ...mac, maxTouchPoints: 0 })).toBe('other');
  });

  test('ok: what is installed is offered nothing', () => {
    expect(groundOf({ userAgent: iphone, platform: 'iPhone', maxTouchPoints: 5, standalone: true })).toBe('installed');
  });
});
