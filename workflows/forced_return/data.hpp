#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "engine/calendar/civil_date.hpp"
#include "engine/calendar/moment.hpp"
#include "engine/calendar/period.hpp"
#include "engine/result.hpp"
#include "workflows/forced_return/vocabulary.hpp"

/// The data of each event: one struct an event, whose `fields()` is the schema. Reading, checking
/// and printing all come from that list, and so does the JSON Schema (data_schema.hpp). No field
/// can hold what can never be written about these persons: see never_recorded.hpp.
namespace vertrek::forced_return {

// ---- values that a field can hold --------------------------------------------------------------

/// Names of an enumeration as they stand in the data, in the order of the enumerators.
template <class Choice>
inline constexpr auto choices = nullptr;

#define VERTREK_CHOICES(Type, ...) \
  template <>                      \
  inline constexpr auto choices<Type> = std::to_array<std::string_view>({__VA_ARGS__})

// clang-format off
enum class ClosingReason : std::uint8_t { departed, removed, lawful_residence, died, other };
VERTREK_CHOICES(ClosingReason, "departed", "removed", "lawful_residence", "died", "other");
enum class Approach : std::uint8_t { voluntary, forced, none };
VERTREK_CHOICES(Approach, "voluntary", "forced", "none");
enum class ShelterOutcome : std::uint8_t { work, returned, referred, other };
VERTREK_CHOICES(ShelterOutcome, "work", "returned", "referred", "other");
enum class ViewsVia : std::uint8_t { writing, hearing };
VERTREK_CHOICES(ViewsVia, "writing", "hearing");
enum class DeterminationGround : std::uint8_t { conditions_not_met, public_order, public_security, fraud };
VERTREK_CHOICES(DeterminationGround, "conditions_not_met", "public_order", "public_security", "fraud");
enum class NotificationManner : std::uint8_t { handed_over, posted, published };
VERTREK_CHOICES(NotificationManner, "handed_over", "posted", "published");
enum class AssistanceOutcome : std::uint8_t { departed, withdrawn, failed };
VERTREK_CHOICES(AssistanceOutcome, "departed", "withdrawn", "failed");
enum class LodgingManner : std::uint8_t { delivered, posted, electronic };
VERTREK_CHOICES(LodgingManner, "delivered", "posted", "electronic");
enum class RemedyOutcome : std::uint8_t { founded, unfounded, inadmissible, withdrawn };
VERTREK_CHOICES(RemedyOutcome, "founded", "unfounded", "inadmissible", "withdrawn");
enum class AppealAgainst : std::uint8_t { determination };
VERTREK_CHOICES(AppealAgainst, "determination");
enum class HigherAppealAgainst : std::uint8_t { determination, detention };
VERTREK_CHOICES(HigherAppealAgainst, "determination", "detention");
enum class ReliefOutcome : std::uint8_t { granted, refused, inadmissible, withdrawn };
VERTREK_CHOICES(ReliefOutcome, "granted", "refused", "inadmissible", "withdrawn");
enum class HoldOutcome : std::uint8_t { released, to_criminal_justice };
VERTREK_CHOICES(HoldOutcome, "released", "to_criminal_justice");
enum class DetentionPlace : std::uint8_t { police_cell, detention_centre };
VERTREK_CHOICES(DetentionPlace, "police_cell", "detention_centre");
enum class LiftingReason : std::uint8_t { court_order, willing_and_able, removed, residence_restored, weighed_again, other };
VERTREK_CHOICES(LiftingReason, "court_order", "willing_and_able", "removed", "residence_restored", "weighed_again", "other");
enum class RulingOutcome : std::uint8_t { founded, unfounded, inadmissible };
VERTREK_CHOICES(RulingOutcome, "founded", "unfounded", "inadmissible");
enum class DocumentKind : std::uint8_t { passport, identity_card, laissez_passer };
VERTREK_CHOICES(DocumentKind, "passport", "identity_card", "laissez_passer");
enum class TravelMode : std::uint8_t { air, land, sea };
VERTREK_CHOICES(TravelMode, "air", "land", "sea");
enum class ImpedimentKind : std::uint8_t { medical, criminal_case, interim_order, criminal_detention, other };
VERTREK_CHOICES(ImpedimentKind, "medical", "criminal_case", "interim_order", "criminal_detention", "other");
enum class LighterMeans : std::uint8_t { reporting, restricted_area, financial_security, documents_handed_in };
VERTREK_CHOICES(LighterMeans, "reporting", "restricted_area", "financial_security", "documents_handed_in");
enum class ReliefException : std::uint8_t { earlier_judicial_decision, earlier_judicial_review, public_security };
VERTREK_CHOICES(ReliefException, "earlier_judicial_decision", "earlier_judicial_review", "public_security");
// clang-format on

#undef VERTREK_CHOICES

/// Free text for people. Never parsed. Empty in a required field: nothing was given.
using FreeText = std::string;

/// True when nothing but white space was given.
[[nodiscard]] bool is_blank(std::string_view text);

/// V-number: ten digits, the person's number in the aliens administration.
struct VNumber {
  std::string digits;
};
/// ISO 3166-1 alpha-2 of an EU, EEA or Swiss nationality other than the Dutch.
struct Nationality {
  std::string code;
};
/// BCP 47 tag.
struct LanguageTag {
  std::string tag;
};
/// A ground for detention, Vb 5.1b: heavy 3a to 3m, light 4a to 4f.
struct DetentionGround {
  std::string code;
  friend auto operator<=>(DetentionGround const&, DetentionGround const&) = default;
};
/// Euros and cents, without rounding.
struct Euros {
  std::int64_t cents = 0;
};
/// A departure term as stated: exactly one of months, weeks, days; 0 days means at once.
struct StatedTerm {
  Period period;
};
/// New values for fields of an earlier event, as a JSON object.
struct CorrectedFields {
  std::string json = "{}";
};
/// A sequence number in the case.
struct EventNumber {
  std::int64_t value = 0;
};

// ---- the schema of a struct --------------------------------------------------------------------

enum class Presence : std::uint8_t { required, optional };

template <class Struct, class Value>
struct Field {
  std::string_view name;
  Value Struct::*member;
  Presence presence = Presence::required;
};

template <class Struct, class Value>
constexpr Field<Struct, Value> required(std::string_view name, Value Struct::*member) {
  return {name, member, Presence::required};
}
template <class Struct, class Value>
constexpr Field<Struct, Value> optional(std::string_view name, Value Struct::*member) {
  return {name, member, Presence::optional};
}

// ---- the data of each event --------------------------------------------------------------------

/// An event that carries no data beyond who and when.
struct NoData {
  static constexpr auto fields() { return std::make_tuple(); }
};

struct CaseOpened {
  VNumber v_number;
  Nationality nationality;
  FreeText initials;
  std::vector<LanguageTag> languages;
  int minor_children = 0;
  static constexpr auto fields() {
    using D = CaseOpened;
    return std::make_tuple(required("v_number", &D::v_number),
                           required("nationality", &D::nationality),
                           optional("initials", &D::initials), optional("languages", &D::languages),
                           optional("minor_children", &D::minor_children));
  }
};

struct CaseClosed {
  ClosingReason reason{};
  FreeText text;
  static constexpr auto fields() {
    using D = CaseClosed;
    return std::make_tuple(required("reason", &D::reason), optional("text", &D::text));
  }
};

/// For the events of which only a reason is asked.
struct ReasonGiven {
  FreeText reason;
  static constexpr auto fields() {
    return std::make_tuple(required("reason", &ReasonGiven::reason));
  }
};

struct RecordCorrected {
  EventNumber corrects;
  CorrectedFields set;
  FreeText reason;
  static constexpr auto fields() {
    using D = RecordCorrected;
    return std::make_tuple(required("corrects", &D::corrects), required("set", &D::set),
                           required("reason", &D::reason));
  }
};

struct NoteAdded {
  FreeText text;
  static constexpr auto fields() { return std::make_tuple(required("text", &NoteAdded::text)); }
};

struct ChainMeetingDiscussed {
  FreeText municipality;
  Approach approach{};
  static constexpr auto fields() {
    using D = ChainMeetingDiscussed;
    return std::make_tuple(required("municipality", &D::municipality),
                           required("approach", &D::approach));
  }
};

struct ShelterPlaced {
  FreeText municipality;
  static constexpr auto fields() {
    return std::make_tuple(required("municipality", &ShelterPlaced::municipality));
  }
};

struct ShelterEnded {
  ShelterOutcome outcome{};
  static constexpr auto fields() {
    return std::make_tuple(required("outcome", &ShelterEnded::outcome));
  }
};

struct ViewsInvited {
  CivilDate respond_by;
  std::optional<LanguageTag> language;
  static constexpr auto fields() {
    using D = ViewsInvited;
    return std::make_tuple(required("respond_by", &D::respond_by),
                           optional("language", &D::language));
  }
};

struct ViewsReceived {
  std::optional<ViewsVia> via;
  bool waived = false;
  static constexpr auto fields() {
    using D = ViewsReceived;
    return std::make_tuple(optional("via", &D::via), optional("waived", &D::waived));
  }
};

struct ResidenceConfirmed {
  FreeText ground;
  static constexpr auto fields() {
    return std::make_tuple(required("ground", &ResidenceConfirmed::ground));
  }
};

/// The determination that lawful residence has ended (vaststelling einde rechtmatig verblijf).
struct ResidenceEnded {
  DeterminationGround ground{};
  FreeText facts;
  bool prospect_of_work = false;
  FreeText interests_weighed;
  static constexpr auto fields() {
    using D = ResidenceEnded;
    return std::make_tuple(required("ground", &D::ground), required("facts", &D::facts),
                           required("prospect_of_work", &D::prospect_of_work),
                           required("interests_weighed", &D::interests_weighed));
  }
};

struct DeterminationNotified {
  NotificationManner manner{};
  bool remedy_clause = true;
  std::optional<LanguageTag> language;
  std::optional<StatedTerm> term;
  FreeText urgent;  ///< reasons for a term shorter than the law's
  static constexpr auto fields() {
    using D = DeterminationNotified;
    return std::make_tuple(required("manner", &D::manner),
                           optional("remedy_clause", &D::remedy_clause),
                           optional("language", &D::language), optional("term", &D::term),
                           optional("urgent", &D::urgent));
  }
};

struct TermExtended {
  CivilDate until;
  FreeText reason;
  static constexpr auto fields() {
    using D = TermExtended;
    return std::make_tuple(required("until", &D::until), required("reason", &D::reason));
  }
};

struct WillingnessDeclared {
  bool able = true;  ///< means and document at hand
  bool withdrawn = false;
  static constexpr auto fields() {
    using D = WillingnessDeclared;
    return std::make_tuple(optional("able", &D::able), optional("withdrawn", &D::withdrawn));
  }
};

struct AssistanceStarted {
  FreeText organisation;
  bool consent = false;
  static constexpr auto fields() {
    using D = AssistanceStarted;
    return std::make_tuple(required("organisation", &D::organisation),
                           required("consent", &D::consent));
  }
};

struct AssistanceEnded {
  AssistanceOutcome outcome{};
  static constexpr auto fields() {
    return std::make_tuple(required("outcome", &AssistanceEnded::outcome));
  }
};

struct DepartureConfirmed {
  FreeText evidence;
  std::optional<bool> genuine;  ///< absent: not decided (C-719/19)
  FreeText reasons;
  static constexpr auto fields() {
    using D = DepartureConfirmed;
    return std::make_tuple(required("evidence", &D::evidence), optional("genuine", &D::genuine),
                           optional("reasons", &D::reasons));
  }
};

struct ObjectionLodged {
  std::optional<LodgingManner> manner;
  std::optional<Moment> sent_at;
  FreeText excused;  ///< reasons why lateness is excused
  static constexpr auto fields() {
    using D = ObjectionLodged;
    return std::make_tuple(optional("manner", &D::manner), optional("sent_at", &D::sent_at),
                           optional("excused", &D::excused));
  }
};

struct ObjectionHeard {
  bool committee = false;  ///< an advisory committee advises (Awb 7:13): more weeks to decide
  static constexpr auto fields() {
    return std::make_tuple(optional("committee", &ObjectionHeard::committee));
  }
};

struct ObjectionDecided {
  RemedyOutcome outcome{};
  std::optional<StatedTerm> term;
  FreeText urgent;
  static constexpr auto fields() {
    using D = ObjectionDecided;
    return std::make_tuple(required("outcome", &D::outcome), optional("term", &D::term),
                           optional("urgent", &D::urgent));
  }
};

struct AppealLodged {
  AppealAgainst against = AppealAgainst::determination;
  static constexpr auto fields() {
    return std::make_tuple(optional("against", &AppealLodged::against));
  }
};

struct AppealDecided {
  RemedyOutcome outcome{};
  bool legal_effects_stand = false;
  AppealAgainst against = AppealAgainst::determination;
  FreeText ecli;
  static constexpr auto fields() {
    using D = AppealDecided;
    return std::make_tuple(required("outcome", &D::outcome),
                           optional("legal_effects_stand", &D::legal_effects_stand),
                           optional("against", &D::against), optional("ecli", &D::ecli));
  }
};

struct HigherAppealLodged {
  HigherAppealAgainst against = HigherAppealAgainst::determination;
  static constexpr auto fields() {
    return std::make_tuple(optional("against", &HigherAppealLodged::against));
  }
};

struct HigherAppealDecided {
  RemedyOutcome outcome{};
  bool legal_effects_stand = false;
  HigherAppealAgainst against = HigherAppealAgainst::determination;
  FreeText ecli;
  static constexpr auto fields() {
    using D = HigherAppealDecided;
    return std::make_tuple(required("outcome", &D::outcome),
                           optional("legal_effects_stand", &D::legal_effects_stand),
                           optional("against", &D::against), optional("ecli", &D::ecli));
  }
};

struct InterimReliefDecided {
  ReliefOutcome outcome{};
  static constexpr auto fields() {
    return std::make_tuple(required("outcome", &InterimReliefDecided::outcome));
  }
};

struct CustodyStopped {
  FreeText suspicion;
  static constexpr auto fields() {
    return std::make_tuple(required("suspicion", &CustodyStopped::suspicion));
  }
};

struct CustodyHeld {
  Moment arrived_at;
  static constexpr auto fields() {
    return std::make_tuple(required("arrived_at", &CustodyHeld::arrived_at));
  }
};

struct HoldEnded {
  HoldOutcome outcome{};
  static constexpr auto fields() {
    return std::make_tuple(required("outcome", &HoldEnded::outcome));
  }
};

/// A measure instead of detention (lichter middel), and the duties that it brings.
struct LighterMeansImposed {
  std::vector<LighterMeans> means;
  FreeText duties;  ///< what the person must do or leave, where and when
  FreeText reasons;
  static constexpr auto fields() {
    using D = LighterMeansImposed;
    return std::make_tuple(required("means", &D::means), required("duties", &D::duties),
                           required("reasons", &D::reasons));
  }
};

struct LighterMeansNotKept {
  FreeText facts;
  static constexpr auto fields() {
    return std::make_tuple(required("facts", &LighterMeansNotKept::facts));
  }
};

struct DetentionHeard {
  bool counsel_told = false;
  std::optional<bool> counsel_present;
  std::optional<bool> interpreter;
  static constexpr auto fields() {
    using D = DetentionHeard;
    return std::make_tuple(required("counsel_told", &D::counsel_told),
                           optional("counsel_present", &D::counsel_present),
                           optional("interpreter", &D::interpreter));
  }
};

/// The order of detention (maatregel van bewaring).
struct DetentionImposed {
  std::vector<DetentionGround> grounds;
  FreeText grounds_reasons;
  FreeText lighter_means_reasons;
  bool removal_prospect = false;
  bool is_signed = false;
  bool copy_handed_over = false;
  FreeText new_facts;  ///< since a court lifted an earlier detention
  FreeText basis = "59(1)(a)";
  DetentionPlace place = DetentionPlace::police_cell;
  static constexpr auto fields() {
    using D = DetentionImposed;
    return std::make_tuple(
        required("grounds", &D::grounds), required("grounds_reasons", &D::grounds_reasons),
        required("lighter_means_reasons", &D::lighter_means_reasons),
        required("removal_prospect", &D::removal_prospect), required("signed", &D::is_signed),
        required("copy_handed_over", &D::copy_handed_over), optional("new_facts", &D::new_facts),
        optional("basis", &D::basis), optional("place", &D::place));
  }
};

struct DetentionPlaced {
  FreeText facility;
  static constexpr auto fields() {
    return std::make_tuple(required("facility", &DetentionPlaced::facility));
  }
};

struct DetentionExtended {
  CivilDate until;
  FreeText reasons;
  FreeText family_blocks_removal;  ///< how the family itself blocks removal (Vc A5)
  static constexpr auto fields() {
    using D = DetentionExtended;
    return std::make_tuple(required("until", &D::until), required("reasons", &D::reasons),
                           optional("family_blocks_removal", &D::family_blocks_removal));
  }
};

struct DetentionLifted {
  LiftingReason reason{};
  static constexpr auto fields() {
    return std::make_tuple(required("reason", &DetentionLifted::reason));
  }
};

struct DetentionAppealLodged {
  bool continuation = false;
  static constexpr auto fields() {
    return std::make_tuple(optional("continuation", &DetentionAppealLodged::continuation));
  }
};

struct DetentionRuled {
  RulingOutcome outcome{};
  std::optional<bool> lift;  ///< absent: founded lifts
  std::optional<Euros> compensation_eur;
  FreeText ecli;
  [[nodiscard]] bool orders_lifting() const {
    return lift.value_or(outcome == RulingOutcome::founded);
  }
  static constexpr auto fields() {
    using D = DetentionRuled;
    return std::make_tuple(required("outcome", &D::outcome), optional("lift", &D::lift),
                           optional("compensation_eur", &D::compensation_eur),
                           optional("ecli", &D::ecli));
  }
};

struct InterviewHeld {
  std::optional<bool> willing;
  static constexpr auto fields() {
    return std::make_tuple(optional("willing", &InterviewHeld::willing));
  }
};

struct TravelDocument {
  std::optional<DocumentKind> kind;
  static constexpr auto fields() {
    return std::make_tuple(optional("kind", &TravelDocument::kind));
  }
};

struct RemovalPlanned {
  CivilDate date;
  std::optional<TravelMode> mode;
  static constexpr auto fields() {
    using D = RemovalPlanned;
    return std::make_tuple(required("date", &D::date), optional("mode", &D::mode));
  }
};

/// Why removal need not wait for a decision on interim relief that was asked (Dir 31(2)).
struct ReliefSetAside {
  std::optional<ReliefException> relief_exception;
  FreeText relief_exception_reasons;
};

struct RemovalAnnounced : ReliefSetAside {
  static constexpr auto fields() {
    using D = RemovalAnnounced;
    return std::make_tuple(optional("relief_exception", &D::relief_exception),
                           optional("relief_exception_reasons", &D::relief_exception_reasons));
  }
};

struct RemovalCarriedOut : ReliefSetAside {
  std::optional<TravelMode> mode;
  std::optional<bool> escorted;
  static constexpr auto fields() {
    using D = RemovalCarriedOut;
    return std::make_tuple(optional("mode", &D::mode), optional("escorted", &D::escorted),
                           optional("relief_exception", &D::relief_exception),
                           optional("relief_exception_reasons", &D::relief_exception_reasons));
  }
};

struct ImpedimentData {
  ImpedimentKind kind{};
  std::optional<CivilDate> until;
  static constexpr auto fields() {
    using D = ImpedimentData;
    return std::make_tuple(required("kind", &D::kind), optional("until", &D::until));
  }
};

struct DeadlineBreached {
  FreeText rule;
  FreeText due;
  static constexpr auto fields() {
    using D = DeadlineBreached;
    return std::make_tuple(optional("rule", &D::rule), optional("due", &D::due));
  }
};

using Data = std::variant<
    NoData, CaseOpened, CaseClosed, ReasonGiven, RecordCorrected, NoteAdded, ChainMeetingDiscussed,
    ShelterPlaced, ShelterEnded, ViewsInvited, ViewsReceived, ResidenceConfirmed, ResidenceEnded,
    DeterminationNotified, TermExtended, WillingnessDeclared, AssistanceStarted, AssistanceEnded,
    DepartureConfirmed, ObjectionLodged, ObjectionHeard, ObjectionDecided, AppealLodged,
    AppealDecided, HigherAppealLodged, HigherAppealDecided, InterimReliefDecided, CustodyStopped,
    CustodyHeld, HoldEnded, LighterMeansImposed, LighterMeansNotKept, DetentionHeard,
    DetentionImposed, DetentionPlaced, DetentionExtended, DetentionLifted, DetentionAppealLodged,
    DetentionRuled, InterviewHeld, TravelDocument, RemovalPlanned, RemovalAnnounced,
    RemovalCarriedOut, ImpedimentData, DeadlineBreached>;

// ---- reading -----------------------------------------------------------------------------------

/// One field of an event's data, for the catalogue.
struct FieldInfo {
  std::string_view name;
  bool required = false;
  std::string type;                      ///< `text`, `true/false`, `date`, `one of`, …
  std::vector<std::string_view> one_of;  ///< for a choice
  Text title;                            ///< the type, for people
};

[[nodiscard]] std::vector<FieldInfo> fields_of(EventKind kind);

/// Reads what somebody asks to record, strictly: unknown, missing, doubled or wrong fields are one
/// bad_input error that names them all.
[[nodiscard]] Result<Data> check_data(EventKind kind, std::string_view json);

/// Whether these new values can stand in an event of this kind: what is wrong with them, or none.
/// `occurred_at` can be corrected too.
[[nodiscard]] std::optional<Text> check_correction(EventKind kind, std::string_view fields);

/// The `occurred_at` among corrected fields, when it is one and can be read.
[[nodiscard]] std::optional<Moment> corrected_moment(std::string_view fields);

/// Reads what was recorded. Total: what cannot be read keeps its default.
[[nodiscard]] Data read_data(EventKind kind, std::string_view json) noexcept;

}  // namespace vertrek::forced_return
