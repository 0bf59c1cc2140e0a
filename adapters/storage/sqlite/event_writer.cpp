#include "adapters/storage/sqlite/event_writer.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/storage/append_check.hpp"
#include "adapters/storage/sqlite/schema.hpp"

namespace vertrek::storage {

namespace {

/// The write-ahead log is brought home every 16 MB: a page that changed often is then copied once.
/// Nothing is ever removed, so there is nothing that SQLite would have to overwrite with zeros.
/// The page cache keeps its size: a larger one made writing slower where it was measured.
constexpr char const* settings = R"sql(
PRAGMA wal_autocheckpoint = 4096;
PRAGMA secure_delete = OFF;
)sql";

std::string irregular_json(Irregularity const& irregular) {
  auto unmet = nlohmann::json::array();
  for (auto const& rule : irregular.unmet) unmet.push_back(rule.str());
  return nlohmann::json{{"reason", irregular.claim.reason},
                        {"second", irregular.claim.second.str()},
                        {"unmet", std::move(unmet)}}
      .dump();
}

/// A group of one.
class OneArrival final : public Arrivals {
 public:
  explicit OneArrival(PendingAppend& pending) : pending_(&pending) {}
  PendingAppend* next() noexcept override { return std::exchange(pending_, nullptr); }

 private:
  PendingAppend* pending_;
};

}  // namespace

Result<PendingAppend> PendingAppend::prepare(Append const& append) {
  if (auto checked = check_well_formed(append); !checked) return tl::unexpected(checked.error());
  std::vector<std::optional<std::string>> irregular(append.events.size());
  for (std::size_t i = 0; i < append.events.size(); ++i) {
    if (!append.events[i].irregular) continue;
    try {
      irregular[i] = irregular_json(*append.events[i].irregular);
    } catch (nlohmann::json::type_error const&) {
      return failure(ErrorCode::bad_input,
                     {"de reden van de onregelmatigheid is geen leesbare tekst (UTF-8)",
                      "the reason of the irregularity is no readable text (UTF-8)"},
                     "irregular", {"stuur tekst als UTF-8", "send text as UTF-8"});
    }
  }
  return PendingAppend(append, std::move(irregular));
}

Result<std::unique_ptr<EventWriter>> EventWriter::open(std::filesystem::path const& file) {
  auto connection = Connection::open(file, Access::write);
  if (!connection) return tl::unexpected(connection.error());
  if (auto made = prepare_to_write(*connection); !made) return tl::unexpected(made.error());
  if (auto set = connection->run(settings); !set) return tl::unexpected(set.error());
  std::unique_ptr<EventWriter> writer(new EventWriter(std::move(*connection)));
  if (auto prepared = writer->prepare_statements(); !prepared) {
    return tl::unexpected(prepared.error());
  }
  return writer;
}

Result<void> EventWriter::prepare_statements() {
  struct Wanted {
    Statement& statement;
    char const* sql;
  };
  // OR FAIL: see the triggers in the schema. A row that cannot be inserted rolls back the group.
  for (auto const& [statement, sql] : {
           Wanted{begin_, "BEGIN IMMEDIATE"},
           Wanted{commit_, "COMMIT"},
           Wanted{rollback_, "ROLLBACK"},
           Wanted{ends_,
                  "SELECT (SELECT max(position) FROM events), "
                  "(SELECT max(number) FROM outbox)"},
           Wanted{version_, "SELECT max(sequence) FROM events WHERE case_id = ?1"},
           Wanted{key_, "SELECT 1 FROM events WHERE case_id = ?1 AND command_key = ?2"},
           Wanted{event_,
                  "INSERT OR FAIL INTO events VALUES "
                  "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"},
           Wanted{message_, "INSERT OR FAIL INTO outbox VALUES (?1, ?2, ?3, ?4)"},
       }) {
    auto prepared = connection_.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    statement = std::move(*prepared);
  }
  return {};
}

void EventWriter::write(Arrivals& arrivals) noexcept {
  std::vector<PendingAppend*> group;
  auto const take = [&] {
    auto* const pending = arrivals.next();
    if (pending != nullptr) group.push_back(pending);
    return pending;
  };
  auto const fail_all = [&](Error const& error) {
    while (take() != nullptr) continue;
    for (auto* const pending : group) pending->answer(tl::unexpected(error));
  };

  if (auto begun = run(begin_); !begun) return fail_all(begun.error());
  auto ends = read_ends();
  if (!ends) {
    roll_back();
    return fail_all(ends.error());
  }

  bool inserted = false;
  while (auto* const pending = take()) {
    auto const put_down = put(*pending, *ends);
    if (put_down == Put::failed) {
      roll_back();
      while (take() != nullptr) continue;
      return write_each_alone(group);
    }
    inserted = inserted || put_down == Put::inserted;
  }
  if (!inserted) return roll_back();

  if (auto committed = run(commit_); !committed) {
    roll_back();
    // Also those that were refused: what they stumbled over may not have been recorded either.
    return fail_all(committed.error());
  }
  commits_.fetch_add(1, std::memory_order_relaxed);
}

void EventWriter::write_each_alone(std::span<PendingAppend* const> group) noexcept {
  if (group.size() == 1) return;  // it was alone already, and has its answer
  for (auto* const pending : group) {
    OneArrival one(*pending);
    write(one);
  }
}

EventWriter::Put EventWriter::put(PendingAppend& pending, Ends& ends) const {
  auto const& append = pending.append();
  auto const refuse = [&pending](Error error) {
    pending.answer(tl::unexpected(std::move(error)));
    return Put::refused;
  };
  auto const fail = [&pending](Error error) {
    pending.answer(tl::unexpected(std::move(error)));
    return Put::failed;
  };

  Sequence actual;
  {
    Using const use(version_);
    version_.bind(1, append.case_id.str());
    if (version_.step() != Step::row) return fail(connection_.error());
    actual.value = version_.number(0);
  }
  if (actual != append.expected) return refuse(version_conflict(append, actual));
  // A new case has no keys.
  if (actual.value > 0) {
    for (auto const& event : append.events) {
      if (event.key.empty()) continue;
      auto const held = holds_key(append.case_id, event.key);
      if (!held) return fail(held.error());
      if (*held) return refuse(key_conflict(append.case_id, event.key));
    }
  }

  auto const first = ends.position + 1;
  for (std::size_t i = 0; i < append.events.size(); ++i) {
    if (!insert_event(pending, i, ++ends.position)) return fail(connection_.error());
    for (auto const& message : append.messages[i]) {
      if (!insert_message(message, ends.position, ++ends.number)) {
        return fail(connection_.error());
      }
    }
  }
  pending.answer(Appended{{first}});
  return Put::inserted;
}

Result<EventWriter::Ends> EventWriter::read_ends() const {
  // Asked in every transaction: another process may have written since.
  Using const use(ends_);
  if (ends_.step() != Step::row) return tl::unexpected(connection_.error());
  return Ends{ends_.number(0), ends_.number(1)};
}

Result<bool> EventWriter::holds_key(CaseId const& id, CommandKey const& key) const {
  Using const use(key_);
  key_.bind(1, id.str());
  key_.bind(2, key.str());
  auto const step = key_.step();
  if (step == Step::failed) return tl::unexpected(connection_.error());
  return step == Step::row;
}

// An insert that fails is not reset here, for the reset would still be fine but the connection's
// error belongs to the caller; `roll_back` follows, and the next bind comes after a reset.
bool EventWriter::insert_event(PendingAppend const& pending, std::size_t i,
                               std::int64_t position) const {
  auto const& append = pending.append();
  auto const& event = append.events[i];
  event_.bind(1, position);
  event_.bind(2, append.case_id.str());
  event_.bind(3, append.expected.value + 1 + static_cast<std::int64_t>(i));
  event_.bind(4, event.type.str());
  event_.bind(5, event.by.partner.str());
  event_.bind(6, event.by.user.str());
  event_.bind(7, event.by.role);
  event_.bind(8, event.occurred_at.micros());
  event_.bind(9, event.recorded_at.micros());
  event_.bind(10, event.data);
  if (auto const& mark = pending.irregular(i)) {
    event_.bind(11, *mark);
  } else {
    event_.bind_null(11);
  }
  if (event.key.empty()) {
    event_.bind_null(12);
  } else {
    event_.bind(12, event.key.str());
  }
  auto const done = event_.step() == Step::done;
  event_.reset();
  return done;
}

bool EventWriter::insert_message(Message const& message, std::int64_t position,
                                 std::int64_t number) const {
  message_.bind(1, number);
  message_.bind(2, position);
  message_.bind(3, message.to.str());
  if (message.data) {
    message_.bind(4, *message.data);
  } else {
    message_.bind_null(4);
  }
  auto const done = message_.step() == Step::done;
  message_.reset();
  return done;
}

Result<void> EventWriter::run(Statement const& statement) const {
  Using const use(statement);
  if (statement.step() == Step::failed) return tl::unexpected(connection_.error());
  return {};
}

void EventWriter::roll_back() const {
  // SQLite rolls back by itself after some errors; asking again would be an error of its own.
  if (connection_.in_transaction()) static_cast<void>(run(rollback_));
}

}  // namespace vertrek::storage
