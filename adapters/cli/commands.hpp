#pragma once

#include <cstdint>
#include <filesystem>
#include <istream>
#include <optional>
#include <string>

#include "adapters/cli/terminal.hpp"
#include "engine/clock.hpp"
#include "engine/event_store.hpp"
#include "workflows/forced_return/process.hpp"

/// The program's commands: each does one thing and answers an exit code.
namespace vertrek::cli {

/// What every command works with.
struct Session {
  Terminal const& terminal;
  forced_return::ForcedReturn const& process;
  Clock const& clock;
};

/// A session with the record open.
struct RecordSession : Session {
  EventStore& store;
};

// ---- recording ---------------------------------------------------------------------------------

/// Records a scenario, one command a line. `name` stands in messages; `size` is the length in bytes
/// for progress, 0 when unknown.
ExitCode apply(RecordSession const& session, std::istream& lines, std::string const& name,
               std::uintmax_t size);

// ---- looking at cases --------------------------------------------------------------------------

struct ViewOptions {
  std::string as_of;  ///< a moment, or a day for its last moment; empty: none
  std::string known_at;
};

struct PageOptions {
  std::string after;      ///< start after this case
  std::size_t limit = 0;  ///< 0: all
};

ExitCode case_list(RecordSession const& session, PageOptions const& page);
ExitCode case_show(RecordSession const& session, std::string const& id, ViewOptions const& view);
ExitCode case_history(RecordSession const& session, std::string const& id, ViewOptions const& view);
ExitCode case_options(RecordSession const& session, std::string const& id, ViewOptions const& view);

// ---- deadlines ---------------------------------------------------------------------------------

struct DeadlineFilter {
  std::string case_id;
  std::string on;      ///< a day or moment in the past; empty: now
  std::string status;  ///< empty: all
};

ExitCode deadlines(RecordSession const& session, DeadlineFilter const& filter);
ExitCode deadline_compute(Session const& session, std::string const& rule, std::string const& from);
ExitCode calendar(Session const& session, int year);

// ---- looking back ------------------------------------------------------------------------------

struct HindsightOptions {
  std::string case_id;   ///< empty: all
  std::string known_at;  ///< a moment, or a day for its last moment; empty: now
};

/// The steps that would have been refused, had all been known in time. Answers `refused` when there
/// is one.
ExitCode hindsight(RecordSession const& session, HindsightOptions const& options);

// ---- looking ahead -----------------------------------------------------------------------------

struct ImpactOptions {
  std::string law_file;
  std::string case_id;  ///< empty: all
};

/// What a proposed law changes in the cases on record, which stay as they are.
ExitCode impact(RecordSession const& session, ImpactOptions const& options);

// ---- the law and the process -------------------------------------------------------------------

struct RulesOptions {
  bool open = false;    ///< the open questions for legal staff
  bool events = false;  ///< the vocabulary and its fields
  std::string on;       ///< only what was law on this day; empty: all
};

ExitCode rules(Session const& session, RulesOptions const& options);
ExitCode diagram(Session const& session, std::string const& format);

// ---- messages to partners ----------------------------------------------------------------------

struct OutboxOptions {
  std::string partner;     ///< empty: all
  std::string case_id;     ///< empty: all
  std::int64_t after = 0;  ///< start after this number
  std::size_t limit = 0;   ///< 0: all
};

ExitCode outbox(RecordSession const& session, OutboxOptions const& options);

}  // namespace vertrek::cli
