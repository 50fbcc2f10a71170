import { InputError } from '@tombola/shared';

/** What the embedded cluster runs with, beyond PostgreSQL's own defaults, for a server on the machine that trains. */
const defaults: Readonly<Record<string, string>> = {
  max_connections: '100',
  shared_buffers: '128MB',
  fsync: 'on',
  // Queries are short and the cores are busy training; and in containers /dev/shm is too small for parallel ones.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
};

/** What this module relies on. */
const fixed = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  lc_messages: 'C',
  logging_collector: 'off',
};

const reserved = new Set([...Object.keys(fixed), 'port', 'data_directory', 'config_file', 'hba_file', 'ident_file']);

/** The settings of the server, as words of its command line. */
export function settingWords(port: number, settings: Readonly<Record<string, string>> = {}): string[] {
  for (const name of Object.keys(settings)) {
    if (!/^[a-z_][a-z0-9_.]*$/.test(name) || reserved.has(name)) {
      throw new InputError({
        what: 'a setting of the embedded PostgreSQL cannot be set',
        value: name,
        expected: `the name of a setting of PostgreSQL other than ${[...reserved].join(', ')}`,
      });
    }
  }
  const all = { ...defaults, ...settings, ...fixed, port: String(port) };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
