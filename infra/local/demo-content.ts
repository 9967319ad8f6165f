/** What the demo account is about; projects name their goal, tasks their project. */
export const demoContent = {
  /** Title, target hours. */
  goals: [
    ['Run a half marathon', 40],
    ['Speak Portuguese', 50],
    ['Write a short story', 20],
  ],
  projects: [
    ['Training plan', 'Run a half marathon'],
    ['Language course', 'Speak Portuguese'],
    ['First draft', 'Write a short story'],
    ['Household', null],
  ],
  tasks: [
    ['Easy run, 5 km', 'Training plan'],
    ['Lesson 12: past tense', 'Language course'],
    ['Scene 3: the ferry', 'First draft'],
    ['Intervals, 6 x 400 m', 'Training plan'],
    ['Vocabulary: at the market', 'Language course'],
    ['Repair the bicycle', 'Household'],
    ['Book the race', 'Training plan'],
    ['Read the draft aloud', 'First draft'],
  ],
  /** Tasks that were done today. */
  done: [
    ['Lesson 11: daily routine', 'Language course'],
    ['Buy running shoes', 'Training plan'],
  ],
  habits: ['Ten minutes of vocabulary', 'Stretch', 'Write one page', 'Asleep before eleven'],
  /** Of each day: when, in minutes after it began, for how long, in minutes, and the tasks that take turns. */
  slots: [
    { at: 510, minutes: 45, tasks: ['Lesson 12: past tense', 'Easy run, 5 km', 'Vocabulary: at the market'] },
    { at: 790, minutes: 35, tasks: ['Scene 3: the ferry', 'Lesson 12: past tense'] },
    { at: 1_120, minutes: 50, tasks: ['Intervals, 6 x 400 m', 'Scene 3: the ferry', 'Repair the bicycle'] },
  ],
} as const;
