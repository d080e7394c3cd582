import { describe, expect, test } from 'vitest';
import { endpointFault } from './services.ts';

const strict = { allowLoopback: false };

describe('endpoints', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/QabC',
    'https://wns2-am3p.notify.windows.com/w/?token=abc',
  ])('ok: %s', (endpoint) => {
    expect(endpointFault(endpoint, strict)).toBeNull();
  });

  test.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://localhost/push',
    'https://10.0.0.1/push',
    'https://169.254.169.254/latest/meta-data',
    'https://[::ffff:127.0.0.1]/push',
    'https://127.0.0.1/push',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://fcm.googleapis.com.evil.example/abc',
    'https://evilfcm.googleapis.com/abc',
    'https://fcm.googleapis.com@evil.example/abc',
    'https://user:secret@fcm.googleapis.com/abc',
    'https://hooks.example.com/abc',
    'file:///etc/passwd',
    'fcm.googleapis.com/abc',
    `https://fcm.googleapis.com/${'a'.repeat(1100)}`,
  ])('refuses S19: %s', (endpoint) => {
    expect(endpointFault(endpoint, strict)).not.toBeNull();
  });

  test('ok: a service on this machine is for tests alone, and not over http', () => {
    expect(endpointFault('https://localhost:4444/push', { allowLoopback: true })).toBeNull();
    expect(endpointFault('http://localhost:4444/push', { allowLoopback: true })).not.toBeNull();
    expect(endpointFault('https://10.0.0.1:4444/push', { allowLoopback: true })).not.toBeNull();
  });
});
