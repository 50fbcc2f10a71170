import { settingWords } from './settings';

test('settings of the user override ours, but not what the module relies on', () => {
  const words = settingWords(5433, { shared_buffers: '1GB', 'auto_explain.log_min_duration': '1s' });
  expect(words).toEqual(expect.arrayContaining(['shared_buffers=1GB', 'fsync=on', 'port=5433']));
  expect(words).toContain('auto_explain.log_min_duration=1s');
  expect(words).not.toContain('shared_buffers=128MB');
  for (const name of ['port', 'listen_addresses', 'hba_file', 'a b', '-D', '']) {
    expect(() => settingWords(5433, { [name]: 'x' })).toThrow(/cannot be set/);
  }
});
