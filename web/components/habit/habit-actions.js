import { clock } from '../../app/clock.js';
import { checkedDays } from '../../app/habit-streaks.js';
import { todayOf } from '../../app/time-sums.js';
import { checkHabit } from '../../app/writes.js';

/**
 * @param {import('../../app/app.js').App} app
 * @returns {Record<string, import('../../app/page.js').Action>}
 */
export function habitActions(app) {
  return {
    async toggleDay(box) {
      const { store } = app;
      const habit = store?.row('habits', box.closest('li')?.dataset['id'] ?? null);
      if (!store || !habit) return;
      const day = box.dataset['day'] ?? todayOf(store, clock.now());
      await app.write(checkHabit(habit, day, !checkedDays(store, habit.id).has(day), clock.iso()));
    },
  };
}
