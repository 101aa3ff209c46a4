/** On every answer, whatever it is. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'permissions-policy': [
    'accelerometer=()',
    'browsing-topics=()',
    'camera=()',
    'display-capture=()',
    'geolocation=()',
    'gyroscope=()',
    'magnetometer=()',
    // Somebody records a voice note in our own page, when their browser has asked them.
    'microphone=(self)',
    'midi=()',
    'payment=()',
    'usb=()',
  ].join(', '),
};

/** What is no page runs nothing, and what is said to one person lies in no cache. */
export const answerHeaders: Readonly<Record<string, string>> = {
  ...safeHeaders,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};
