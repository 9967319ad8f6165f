/**
 * Settings of PostgreSQL that differ from the operator's defaults.
 * @param memoryMi of an instance
 */
export const serverParameters = (memoryMi: number): Record<string, string> => ({
  // Every pod of a service has a pool; in a rollout old and new ones stand side by side.
  max_connections: '200',
  shared_buffers: `${Math.floor(memoryMi / 4)}MB`,
  effective_cache_size: `${Math.floor(memoryMi / 2)}MB`,
  maintenance_work_mem: `${Math.floor(memoryMi / 16)}MB`,
  random_page_cost: '1.1',
  // A standby that is away for long is copied anew, rather than kept waiting for until the volume is full.
  max_slot_wal_keep_size: '2GB',
  log_lock_waits: 'on',
  // Milliseconds. Only the text of the statement: our parameters hold what users wrote.
  log_min_duration_statement: '1000',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
});
