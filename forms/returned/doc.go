// Package returned reads forms that came back, however people filled them in,
// and checks and adds up what is in them: [Read] a file, [Return.Check] its
// values, [NewTally] the returns of many schools; [ReadRoster] and
// [ReadReceipts] tell who owes them and when they came.
package returned
