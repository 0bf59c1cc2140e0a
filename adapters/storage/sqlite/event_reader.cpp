#include "adapters/storage/sqlite/event_reader.hpp"

#include <limits>
#include <nlohmann/json.hpp>

#include "adapters/storage/sqlite/schema.hpp"
#include "adapters/storage/sqlite/sqlite_error.hpp"

namespace vertrek::storage {

namespace {

/// SQLite takes a negative limit for none; a limit beyond its numbers is none as well.
std::int64_t row_limit(std::size_t limit) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  return limit > static_cast<std::size_t>(most) ? most : static_cast<std::int64_t>(limit);
}

std::optional<Irregularity> parse_irregular(std::string_view text) {
  auto const json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  auto const reason = json.find("reason");
  auto const second = json.find("second");
  auto const unmet = json.find("unmet");
  if (reason == json.end() || !reason->is_string() || second == json.end() ||
      !second->is_string() || unmet == json.end() || !unmet->is_array()) {
    return std::nullopt;
  }
  Irregularity irregular{{reason->get<std::string>(), UserId(second->get<std::string>())}, {}};
  for (auto const& rule : *unmet) {
    if (!rule.is_string()) return std::nullopt;
    irregular.unmet.emplace_back(rule.get<std::string>());
  }
  return irregular;
}

}  // namespace

Result<std::unique_ptr<EventReader>> EventReader::open(std::filesystem::path const& file,
                                                       Access access) {
  auto connection = Connection::open(file, access);
  if (!connection) return tl::unexpected(connection.error());
  if (auto checked = check_to_read(*connection); !checked) return tl::unexpected(checked.error());
  std::unique_ptr<EventReader> reader(new EventReader(std::move(*connection)));
  if (auto prepared = reader->prepare_statements(); !prepared) {
    return tl::unexpected(prepared.error());
  }
  return reader;
}

Result<void> EventReader::prepare_statements() {
  struct Wanted {
    Statement& statement;
    char const* sql;
  };
  // The order of the columns is that of `decode`. CROSS JOIN keeps the outbox the outer loop, so
  // that a page costs as much as it holds.
#define EVENT_COLUMNS(e)                                                                  \
  e ".position, " e ".case_id, " e ".sequence, " e ".type, " e ".partner, " e ".user, " e \
    ".role, " e ".occurred_at, " e ".recorded_at, " e ".data, " e ".irregular, " e ".command_key"
  for (auto const& [statement, sql] : {
           Wanted{case_, "SELECT " EVENT_COLUMNS("e") " FROM events e "
                                                      "WHERE e.case_id = ?1 ORDER BY e.sequence"},
           Wanted{version_, "SELECT max(sequence) FROM events WHERE case_id = ?1"},
           Wanted{key_, "SELECT " EVENT_COLUMNS("e") " FROM events e "
                                                     "WHERE e.case_id = ?1 AND e.command_key = ?2"},
           Wanted{all_, "SELECT " EVENT_COLUMNS("e") " FROM events e "
                                                     "WHERE e.position > ?1 ORDER BY e.position"},
           Wanted{last_, "SELECT max(position) FROM events"},
           Wanted{cases_,
                  "SELECT case_id FROM events WHERE sequence = 1 AND case_id > ?1 "
                  "ORDER BY case_id LIMIT ?2"},
           Wanted{outbox_, "SELECT o.number, o.partner, o.data, " EVENT_COLUMNS(
                               "e") " "
                                    "FROM outbox o CROSS JOIN events e ON e.position = o.position "
                                    "WHERE o.number > ?1 ORDER BY o.number LIMIT ?2"},
           Wanted{outbox_of_,
                  "SELECT o.number, o.partner, o.data, " EVENT_COLUMNS(
                      "e") " "
                           "FROM outbox o CROSS JOIN events e ON e.position = o.position "
                           "WHERE o.number > ?1 AND o.partner = ?3 "
                           "ORDER BY o.number LIMIT ?2"},
       }) {
    auto prepared = connection_.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    statement = std::move(*prepared);
  }
#undef EVENT_COLUMNS
  return {};
}

Result<void> EventReader::decode(Statement const& row, int column, Event& event) const {
  event.position.value = row.number(column);
  event.case_id.assign_recorded(row.text(column + 1));
  event.sequence.value = row.number(column + 2);
  event.type.assign(row.text(column + 3));
  event.by.partner.assign(row.text(column + 4));
  event.by.user.assign(row.text(column + 5));
  event.by.role.assign(row.text(column + 6));
  event.occurred_at = Moment::from_micros(row.number(column + 7));
  event.recorded_at = Moment::from_micros(row.number(column + 8));
  event.data.assign(row.text(column + 9));
  if (row.is_null(column + 10)) {
    event.irregular.reset();
  } else {
    event.irregular = parse_irregular(row.text(column + 10));
    // Never read as a regular event what was recorded as an irregular one.
    if (!event.irregular) {
      return tl::unexpected(damaged_row(event.position.value, connection_.file()));
    }
  }
  event.key.assign(row.text(column + 11));
  return {};
}

Result<std::vector<Event>> EventReader::read_case(CaseId const& id) const {
  Using const use(case_);
  case_.bind(1, id.str());
  std::vector<Event> events;
  for (;;) {
    auto const step = case_.step();
    if (step == Step::done) return events;
    if (step == Step::failed) return tl::unexpected(connection_.error());
    if (auto read = decode(case_, 0, events.emplace_back()); !read) {
      return tl::unexpected(read.error());
    }
  }
}

Result<Sequence> EventReader::version(CaseId const& id) const {
  version_.bind(1, id.str());
  auto const sequence = ask_number(version_);
  if (!sequence) return tl::unexpected(sequence.error());
  return Sequence{*sequence};
}

Result<std::optional<Event>> EventReader::find_key(CaseId const& id, CommandKey const& key) const {
  Using const use(key_);
  key_.bind(1, id.str());
  key_.bind(2, key.str());
  auto const step = key_.step();
  if (step == Step::failed) return tl::unexpected(connection_.error());
  if (step == Step::done) return std::optional<Event>();
  std::optional<Event> event(std::in_place);
  if (auto read = decode(key_, 0, *event); !read) return tl::unexpected(read.error());
  return event;
}

Result<void> EventReader::read_all(Position after, EventStore::Visit const& visit) const {
  Using const use(all_);
  all_.bind(1, after.value);
  Event event;
  for (;;) {
    auto const step = all_.step();
    if (step == Step::done) return {};
    if (step == Step::failed) return tl::unexpected(connection_.error());
    if (auto read = decode(all_, 0, event); !read) return read;
    if (!visit(event)) return {};
  }
}

Result<Position> EventReader::last_position() const {
  auto const position = ask_number(last_);
  if (!position) return tl::unexpected(position.error());
  return Position{*position};
}

Result<std::vector<CaseId>> EventReader::cases(CaseId const& after, std::size_t limit) const {
  Using const use(cases_);
  cases_.bind(1, after.str());
  cases_.bind(2, row_limit(limit));
  std::vector<CaseId> page;
  for (;;) {
    auto const step = cases_.step();
    if (step == Step::done) return page;
    if (step == Step::failed) return tl::unexpected(connection_.error());
    page.push_back(CaseId::recorded(cases_.text(0)));
  }
}

Result<std::vector<OutboxEntry>> EventReader::outbox(std::int64_t after, std::size_t limit,
                                                     std::optional<PartnerId> const& to) const {
  auto const& statement = to ? outbox_of_ : outbox_;
  Using const use(statement);
  statement.bind(1, after);
  statement.bind(2, row_limit(limit));
  if (to) statement.bind(3, to->str());
  std::vector<OutboxEntry> page;
  for (;;) {
    auto const step = statement.step();
    if (step == Step::done) return page;
    if (step == Step::failed) return tl::unexpected(connection_.error());
    auto& entry = page.emplace_back();
    entry.number = statement.number(0);
    entry.message.to.assign(statement.text(1));
    if (!statement.is_null(2)) entry.message.data.emplace(statement.text(2));
    if (auto read = decode(statement, 3, entry.event); !read) return tl::unexpected(read.error());
  }
}

Result<std::int64_t> EventReader::ask_number(Statement const& statement) const {
  Using const use(statement);
  if (statement.step() != Step::row) return tl::unexpected(connection_.error());
  return statement.number(0);
}

Result<ReaderPool::Lease> ReaderPool::take() {
  {
    std::lock_guard const lock(mutex_);
    if (!at_rest_.empty()) {
      Lease lease(*this, std::move(at_rest_.back()));
      at_rest_.pop_back();
      return lease;
    }
  }
  auto reader = EventReader::open(file_, access_);
  if (!reader) return tl::unexpected(reader.error());
  return Lease(*this, std::move(*reader));
}

void ReaderPool::give_back(std::unique_ptr<EventReader> reader) {
  std::lock_guard const lock(mutex_);
  if (at_rest_.size() < most_at_rest) at_rest_.push_back(std::move(reader));
}

}  // namespace vertrek::storage
