import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Raw bytes. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** A moment, with its zone, to the microsecond in the database and the millisecond here. */
export const moment = () => timestamp({ withTimezone: true, mode: 'date' });
